package dev.shipshape.localaws.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The numbers of a request. An exponent is looked at before anything is computed: a few
 * characters of text can write a number that fills the memory.
 */
final class JsonNumbers {

    /** Further left of the point than any number that AWS knows. */
    private static final int MAX_DIGITS = 400;

    /** The end of the year 9999, in seconds. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private JsonNumbers() {
    }

    static BigInteger integer(JsonParser json, String type, long least, long most) {
        BigDecimal value = decimal(json, type);
        if (value.signum() != 0 && value.precision() - value.scale() <= 0) {
            throw misfit(json, type);
        }
        try {
            BigInteger integer = value.toBigIntegerExact();
            if (integer.compareTo(BigInteger.valueOf(least)) < 0 || integer.compareTo(BigInteger.valueOf(most)) > 0) {
                throw misfit(json, type);
            }
            return integer;
        }
        catch (ArithmeticException ex) {
            throw misfit(json, type);
        }
    }

    static BigDecimal decimal(JsonParser json, String type) {
        if (!json.currentToken().isNumeric()) {
            throw misfit(json, type);
        }
        BigDecimal value = read(json, type);
        boolean tooLarge = value.precision() - (long) value.scale() > MAX_DIGITS
                || Math.abs((long) value.scale()) > 2 * MAX_DIGITS
                || (type.equals("Double") && Double.isInfinite(value.doubleValue()))
                || (type.equals("Float") && Float.isInfinite(value.floatValue()));
        if (tooLarge) {
            throw misfit(json, type);
        }
        return value;
    }

    /** An exponent beyond an int is no number that Java can have. */
    private static BigDecimal read(JsonParser json, String type) {
        try {
            return json.getDecimalValue();
        }
        catch (NumberFormatException ex) {
            throw misfit(json, type);
        }
    }

    /** Seconds since 1970, with a fraction. */
    static Instant instant(JsonParser json) {
        BigDecimal seconds = decimal(json, "Timestamp");
        if (seconds.abs().compareTo(BigDecimal.valueOf(LAST_SECOND)) > 0) {
            throw misfit(json, "Timestamp");
        }
        long whole = seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
        return Instant.ofEpochSecond(whole, seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue());
    }

    /** The same instant, if its milliseconds can be counted, up to the year 9999. */
    static Instant known(Instant instant) {
        if (Math.abs(instant.getEpochSecond()) > LAST_SECOND) {
            throw new DateTimeException("beyond the year 9999");
        }
        return instant;
    }

    /** The refusal of a value of another type than its member's. */
    static AwsError misfit(JsonParser json, String type) {
        JsonToken token = json.currentToken();
        String found = token.isNumeric() ? "NUMBER" : token.isBoolean() ? "BOOLEAN" : switch (token) {
            case VALUE_STRING -> "STRING";
            case START_OBJECT -> "OBJECT";
            case START_ARRAY -> "ARRAY";
            default -> "NULL";
        };
        return JsonReading.serialization(found + "_VALUE can not be converted to a " + type);
    }

}
