package dev.shipshape.localaws.ec2.shared;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The ids that EC2 gives: a prefix and seventeen hexadecimal digits. */
public final class Ids {

    private Ids() {
    }

    /** A new id, such as {@code vpc-0a1b2c3d4e5f60718} for {@code vpc}. */
    public static String next(String prefix) {
        return prefix + "-0" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

}
