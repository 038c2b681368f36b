package dev.shipshape.localaws.ecr.shared;

/**
 * Texts in which {@code *} stands for anything. Compared without regular expressions, in
 * which many stars would cost for ever.
 */
public final class Wildcards {

    private Wildcards() {
    }

    /** Whether a text is what the pattern describes. */
    public static boolean fits(String pattern, String text) {
        int at = 0;
        int place = 0;
        int star = -1;
        int again = 0;
        while (at < text.length()) {
            if (place < pattern.length() && pattern.charAt(place) == '*') {
                star = place++;
                again = at;
            }
            else if (place < pattern.length() && pattern.charAt(place) == text.charAt(at)) {
                place++;
                at++;
            }
            else if (star >= 0) {
                place = star + 1;
                at = ++again;
            }
            else {
                return false;
            }
        }
        return pattern.substring(place).chars().allMatch((rest) -> rest == '*');
    }

}
