package dev.shipshape.localaws.ec2.instances;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.KeyFormat;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.KeyType;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Key pairs. A key that is made is a real one, though no instance has a door for it. */
final class KeyPairs {

    private final InstanceTables tables;

    KeyPairs(InstanceTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateKeyPair", Calls.prepared(CreateKeyPairRequest::builder, this::make).requiring("KeyName"),
                "ImportKeyPair",
                Calls.of(ImportKeyPairRequest::builder, this::take).requiring("KeyName", "PublicKeyMaterial"),
                "DeleteKeyPair", Calls.of(DeleteKeyPairRequest::builder, this::delete), "DescribeKeyPairs",
                Calls.of(DescribeKeyPairsRequest::builder, this::describe));
    }

    /** A key takes a second to make where the machine is busy. */
    private BiFunction<CallContext, CreateKeyPairRequest, CreateKeyPairResponse> make(CreateKeyPairRequest request) {
        if (request.keyType() == KeyType.UNKNOWN_TO_SDK_VERSION) {
            throw Ec2Errors.invalidValue("Invalid value '" + request.keyTypeAsString() + "' for keyType.");
        }
        if (request.keyFormat() == KeyFormat.UNKNOWN_TO_SDK_VERSION) {
            throw Ec2Errors.invalidValue("Invalid value '" + request.keyFormatAsString() + "' for keyFormat.");
        }
        if (request.keyFormat() == KeyFormat.PPK) {
            throw new AwsError("UnsupportedOperation", "The sandbox writes keys as PEM only; puttygen converts them.");
        }
        PrivateKeyFile key = (request.keyType() == KeyType.ED25519) ? PrivateKeyFile.ed25519() : PrivateKeyFile.rsa();
        return (context, same) -> create(context, same, key);
    }

    private CreateKeyPairResponse create(CallContext context, CreateKeyPairRequest request, PrivateKeyFile key) {
        TagTable.checkTypes(request.tagSpecifications(), "key-pair");
        KeyPairInfo info = keep(context, request.keyName(), key.type(), key.fingerprint());
        this.tables.tags().add(context.region(), info.keyPairId(), "key-pair", request.tagSpecifications());
        return CreateKeyPairResponse.builder()
            .keyName(info.keyName())
            .keyPairId(info.keyPairId())
            .keyFingerprint(info.keyFingerprint())
            .tags(this.tables.tags().of(context.region(), info.keyPairId()))
            .keyMaterial(key.text())
            .build();
    }

    private KeyPairInfo keep(CallContext context, String name, String type, String fingerprint) {
        if (name.length() > 255) {
            throw Ec2Errors.invalidValue("Key pair names must not be longer than 255 characters.");
        }
        if (this.tables.keyPair(context.region(), name).isPresent()) {
            throw new AwsError("InvalidKeyPair.Duplicate", "The keypair already exists");
        }
        KeyPairInfo info = KeyPairInfo.builder()
            .keyPairId(Ids.next("key"))
            .keyName(name)
            .keyType(type)
            .keyFingerprint(fingerprint)
            .createTime(context.now())
            .build();
        this.tables.keyPairs().put(context.region(), info);
        return info;
    }

    private ImportKeyPairResponse take(CallContext context, ImportKeyPairRequest request) {
        TagTable.checkTypes(request.tagSpecifications(), "key-pair");
        String[] parts = request.publicKeyMaterial().asString(StandardCharsets.ISO_8859_1).strip().split("\\s+", -1);
        Optional<byte[]> blob = (parts.length < 2) ? Optional.empty() : decoded(parts[1]);
        if (blob.isEmpty() || !(parts[0].equals("ssh-rsa") || parts[0].equals("ssh-ed25519"))) {
            throw new AwsError("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
        }
        String type = parts[0].substring(4);
        String fingerprint = type.equals("rsa") ? PrivateKeyFile.fingerprint("MD5", blob.get())
                : PrivateKeyFile.fingerprint(blob.get());
        KeyPairInfo info = keep(context, request.keyName(), type, fingerprint);
        this.tables.tags().add(context.region(), info.keyPairId(), "key-pair", request.tagSpecifications());
        List<Tag> tags = this.tables.tags().of(context.region(), info.keyPairId());
        return ImportKeyPairResponse.builder()
            .keyName(info.keyName())
            .keyPairId(info.keyPairId())
            .keyFingerprint(fingerprint)
            .tags(tags)
            .build();
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        }
        catch (IllegalArgumentException ex) {
            return Optional.empty();
        }
    }

    /** What is not there counts as deleted. */
    private DeleteKeyPairResponse delete(CallContext context, DeleteKeyPairRequest request) {
        if (request.keyName() == null && request.keyPairId() == null) {
            throw Ec2Errors.missing("KeyName");
        }
        Optional<KeyPairInfo> found = (request.keyPairId() != null)
                ? this.tables.keyPairs().find(context.region(), request.keyPairId())
                : this.tables.keyPair(context.region(), request.keyName());
        found.ifPresent((info) -> this.tables.keyPairs().remove(context.region(), info.keyPairId()));
        return DeleteKeyPairResponse.builder()
            .returnValue(true)
            .keyPairId(found.map(KeyPairInfo::keyPairId).orElse(null))
            .build();
    }

    private DescribeKeyPairsResponse describe(CallContext context, DescribeKeyPairsRequest request) {
        Stream<KeyPairInfo> named = request.keyNames()
            .stream()
            .map((name) -> this.tables.keyPair(context.region(), name)
                .orElseThrow(
                        () -> new AwsError("InvalidKeyPair.NotFound", "The key pair '" + name + "' does not exist")));
        List<KeyPairInfo> chosen = request.keyNames().isEmpty()
                ? this.tables.keyPairs().page(context, request.keyPairIds(), request.filters(), null, null).items()
                : this.tables.keyPairs().page(named.toList(), true, request.filters(), null, null).items();
        return DescribeKeyPairsResponse.builder().keyPairs(chosen).build();
    }

}
