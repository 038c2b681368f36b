package dev.shipshape.taskdefinitions.form;

/** What was typed into a field cannot be read; the message says what can. */
class WrongText extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongText(String message) {
        super(message);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

}
