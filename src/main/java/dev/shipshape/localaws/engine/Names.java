package dev.shipshape.localaws.engine;

/** Identifiers out of names. */
public final class Names {

    private Names() {
    }

    /** The id at the end of an ARN. */
    public static String id(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** Ten digits that are always the same for the same name, as ECS adds to an id. */
    public static String number(String name) {
        return String.format("%010d", Math.floorMod(name.hashCode() * 2_654_435_761L, 10_000_000_000L));
    }

}
