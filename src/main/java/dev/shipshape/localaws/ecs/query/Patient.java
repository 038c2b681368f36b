package dev.shipshape.localaws.ecs.query;

import dev.shipshape.localaws.ecs.shared.EcsErrors;

/**
 * A text that a pattern may look at for so long only: a pattern can be made so that it
 * never ends, and meanwhile nobody else would get an answer.
 */
final class Patient implements CharSequence {

    private static final int MOST_LOOKS = 100_000;

    private static final int LONGEST = 512;

    private final String text;

    private final int[] looks;

    Patient(String text) {
        this((text.length() > LONGEST) ? text.substring(0, LONGEST) : text, new int[1]);
    }

    private Patient(String text, int[] looks) {
        this.text = text;
        this.looks = looks;
    }

    @Override
    public char charAt(int index) {
        if (this.looks[0]++ > MOST_LOOKS) {
            throw EcsErrors.invalidParameter("The pattern of the expression takes too long to match.");
        }
        return this.text.charAt(index);
    }

    @Override
    public int length() {
        return this.text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new Patient(this.text.substring(start, end), this.looks);
    }

    @Override
    public String toString() {
        return this.text;
    }

}
