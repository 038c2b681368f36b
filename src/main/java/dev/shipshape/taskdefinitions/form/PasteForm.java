package dev.shipshape.taskdefinitions.form;

import org.jspecify.annotations.Nullable;

/**
 * What is pasted; it may hold secrets, so it must not be logged.
 *
 * @param pasted the text
 */
record PasteForm(String pasted) {

    PasteForm(@Nullable String pasted) {
        this.pasted = (pasted != null) ? pasted : "";
    }

    /** Without what was pasted. */
    @Override
    public String toString() {
        return "what was pasted";
    }

}
