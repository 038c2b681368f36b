package dev.shipshape.cleanup.channels;

import java.nio.charset.StandardCharsets;
import java.util.Date;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * E-mail by the server of {@code spring.mail.*}: to the person's own address where it is
 * known, else to the channel's.
 */
record MailChannel(String name, String from, String to, JavaMailSender mail) implements Channel {

    @Override
    public String word() {
        return "E-mail";
    }

    @Override
    public String where() {
        return this.to;
    }

    @Override
    public void send(Message message) {
        try {
            MimeMessage letter = new Letter(message.id());
            MimeMessageHelper helper = new MimeMessageHelper(letter, StandardCharsets.UTF_8.name());
            helper.setFrom(this.from);
            helper.setTo((message.to() != null) ? message.to() : this.to);
            helper.setSubject(message.title());
            helper.setSentDate(Date.from(message.at()));
            helper.setText(message.text());
            letter.setHeader("Auto-Submitted", "auto-generated");
            this.mail.send(letter);
        }
        catch (MailAuthenticationException ex) {
            throw new Undelivered("The mail server refused the sign-in.", ex);
        }
        catch (MailException ex) {
            throw new Undelivered("The mail server did not take it: " + words(ex), ex);
        }
        catch (MessagingException ex) {
            throw new Undelivered("The e-mail could not be written: " + ex.getMessage(), ex);
        }
    }

    private static String words(MailException ex) {
        String words = String.valueOf(ex.getMostSpecificCause().getMessage()).replaceAll("\\s+", " ").strip();
        return words.substring(0, Math.min(words.length(), 300));
    }

    /** Keeps our id as its own, which JavaMail would make anew at each sending. */
    private static final class Letter extends MimeMessage {

        private final String id;

        Letter(String id) {
            super((Session) null);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + this.id + "@shipshape>");
        }

    }

}
