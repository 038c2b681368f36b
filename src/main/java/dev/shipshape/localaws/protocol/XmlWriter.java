package dev.shipshape.localaws.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** The SDK's model classes into the XML of the query protocols, and errors likewise. */
public final class XmlWriter {

    private final StringBuilder xml = new StringBuilder(512);

    private final boolean ec2;

    private XmlWriter(boolean ec2) {
        this.ec2 = ec2;
    }

    /** The answer to a call of this operation. */
    public static String answer(Wire wire, String operation, SdkPojo response, String requestId) {
        boolean ec2 = wire.protocol() == Wire.Protocol.EC2_QUERY;
        XmlWriter writer = new XmlWriter(ec2);
        writer.xml.append('<').append(operation).append("Response xmlns=\"").append(wire.namespace()).append("\">");
        if (ec2) {
            writer.element("requestId", requestId);
            writer.structure(response);
        }
        else {
            writer.open(operation + "Result");
            writer.structure(response);
            writer.close(operation + "Result");
            writer.open("ResponseMetadata");
            writer.element("RequestId", requestId);
            writer.close("ResponseMetadata");
        }
        writer.close(operation + "Response");
        return writer.xml.toString();
    }

    /** A refusal. */
    public static String error(Wire wire, AwsError error, String requestId) {
        boolean ec2 = wire.protocol() == Wire.Protocol.EC2_QUERY;
        XmlWriter writer = new XmlWriter(ec2);
        writer.open(ec2 ? "Response" : "ErrorResponse");
        if (ec2) {
            writer.open("Errors");
        }
        writer.open("Error");
        if (!ec2) {
            writer.element("Type", (error.status() < 500) ? "Sender" : "Receiver");
        }
        writer.element("Code", error.type());
        writer.element("Message", error.message());
        writer.close("Error");
        if (ec2) {
            writer.close("Errors");
            writer.element("RequestID", requestId);
        }
        else {
            writer.element("RequestId", requestId);
        }
        writer.close(ec2 ? "Response" : "ErrorResponse");
        return writer.xml.toString();
    }

    private void structure(SdkPojo value) {
        for (SdkField<?> field : value.sdkFields()) {
            Object member = field.getValueOrDefault(value);
            if (JsonCodec.isSet(member)) {
                write(field.unmarshallLocationName(), member, field);
            }
        }
    }

    private void write(String name, Object value, SdkField<?> field) {
        if (value instanceof SdkPojo structure) {
            open(name);
            structure(structure);
            close(name);
        }
        else if (value instanceof List<?> list) {
            list(name, list, field.getRequiredTrait(ListTrait.class));
        }
        else if (value instanceof Map<?, ?> map) {
            map(name, map, field.getRequiredTrait(MapTrait.class));
        }
        else {
            element(name, text(value));
        }
    }

    private void list(String name, List<?> list, ListTrait trait) {
        if (trait.isFlattened()) {
            list.forEach((item) -> write(orElse(trait.memberLocationName(), name), item, trait.memberFieldInfo()));
            return;
        }
        String item = orElse(trait.memberLocationName(), this.ec2 ? "item" : "member");
        open(name);
        list.forEach((value) -> write(item, value, trait.memberFieldInfo()));
        close(name);
    }

    private void map(String name, Map<?, ?> map, MapTrait trait) {
        String entry = trait.isFlattened() ? name : "entry";
        if (!trait.isFlattened()) {
            open(name);
        }
        map.forEach((key, value) -> {
            open(entry);
            element(orElse(trait.keyLocationName(), "key"), String.valueOf(key));
            write(orElse(trait.valueLocationName(), "value"), value, trait.valueFieldInfo());
            close(entry);
        });
        if (!trait.isFlattened()) {
            close(name);
        }
    }

    private static String orElse(@Nullable String name, String otherwise) {
        return (name != null) ? name : otherwise;
    }

    private static String text(Object value) {
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.MILLIS).toString();
        }
        if (value instanceof SdkBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
        }
        return (value instanceof BigDecimal number) ? number.toPlainString() : value.toString();
    }

    private void open(String name) {
        this.xml.append('<').append(name).append('>');
    }

    private void close(String name) {
        this.xml.append("</").append(name).append('>');
    }

    private void element(String name, String text) {
        open(name);
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            switch (character) {
                case '<' -> this.xml.append("&lt;");
                case '>' -> this.xml.append("&gt;");
                case '&' -> this.xml.append("&amp;");
                case '\r' -> this.xml.append("&#13;");
                default ->
                    this.xml.append((character < ' ' && character != '\n' && character != '\t') ? '\uFFFD' : character);
            }
        }
        close(name);
    }

}
