package dev.shipshape.localaws.ec2.shared;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param base its first address
 * @param bits how many leading bits all its addresses share, 0 to 32
 */
public record Cidr(long base, int bits) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    /**
     * The range that a text names; EC2 lets the bits behind the prefix go.
     * @param parameter what the refusal calls the parameter
     */
    public static Cidr of(String text, String parameter) {
        Matcher parts = FORM.matcher(text);
        if (parts.matches()) {
            long base = 0;
            boolean fits = Integer.parseInt(parts.group(5)) <= 32;
            for (int part = 1; part <= 4; part++) {
                int octet = Integer.parseInt(parts.group(part));
                fits &= octet < 256;
                base = (base << 8) | octet;
            }
            if (fits) {
                int bits = Integer.parseInt(parts.group(5));
                return new Cidr((base >>> (32 - bits)) << (32 - bits), bits);
            }
        }
        throw Ec2Errors.invalidValue(
                "Value (" + text + ") for parameter " + parameter + " is invalid. This is not a valid CIDR block.");
    }

    /** How many addresses it has. */
    public long size() {
        return 1L << (32 - this.bits);
    }

    /**
     * How many of them EC2 leaves to a subnet: it keeps four at the start and the last.
     */
    public int usable() {
        return (int) size() - 5;
    }

    /** Whether all addresses of the other range are in this one. */
    public boolean contains(Cidr other) {
        return this.base <= other.base && other.base + other.size() <= this.base + size();
    }

    /** Whether an address is in this range. */
    public boolean contains(String address) {
        return contains(of(address + "/32", "privateIpAddress"));
    }

    /** Whether the ranges have addresses in common. */
    public boolean overlaps(Cidr other) {
        return this.base < other.base + other.size() && other.base < this.base + size();
    }

    /** The address with this number, from 0. */
    public String address(long number) {
        long address = this.base + number;
        return (address >>> 24) + "." + ((address >>> 16) & 0xff) + "." + ((address >>> 8) & 0xff) + "."
                + (address & 0xff);
    }

    @Override
    public String toString() {
        return address(0) + "/" + this.bits;
    }

}
