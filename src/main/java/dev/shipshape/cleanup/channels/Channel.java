package dev.shipshape.cleanup.channels;

/** A way by which people are told. Secrets of its settings are never shown. */
public interface Channel {

    /** Its name in the settings. */
    String name();

    /** What it is in a person's words, such as {@code Slack}. */
    String word();

    /** Where it leads, without what is secret: a host, or an e-mail address. */
    String where();

    /**
     * Delivers a message, within seconds.
     * @param message the message
     * @throws Undelivered if the receiver refused it or could not be reached
     */
    void send(Message message);

}
