package dev.shipshape.cleanup.channels;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What each channel sends, to receivers that are there. */
class ChannelsTests {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static final Message MESSAGE = new Message("id-1", "OVERDUE", "ada", null, "ada: 1 resource is overdue",
            List.of(new Message.Line("entry-1", "service <web> & more", "sandbox", "us-east-1", "arn:aws:ecs:web", NOW,
                    "overdue since Mon 23 Nov 11:00 CET", new BigDecimal("0.0173"), "$0.0173/h")),
            "Remove it.", "https://ship.example/cleanup", NOW);

    private final Receiver receiver = new Receiver();

    private final HttpDelivery http = new HttpDelivery();

    @AfterEach
    void close() {
        this.receiver.close();
    }

    private String sent(Channel channel) {
        channel.send(MESSAGE);
        assertThat(this.receiver.posts).hasSize(1);
        assertThat(this.receiver.posts.get(0).id()).isEqualTo("id-1");
        return this.receiver.posts.get(0).body();
    }

    @Test
    void slackGetsATextInWhichNoNameIsALink() {
        assertThat(sent(new SlackChannel("team", this.receiver.url(), this.http))).isEqualTo("""
                {"text":"ada: 1 resource is overdue\\n\\n- service &lt;web&gt; &amp; more (sandbox, us-east-1): \
                overdue since Mon 23 Nov 11:00 CET; $0.0173/h\\n\\nRemove it.\\nhttps://ship.example/cleanup\\n"}""");
    }

    @Test
    void teamsGetsAnAdaptiveCardOfTextRuns() {
        assertThat(sent(new TeamsChannel("team", this.receiver.url(), this.http))).contains("\"type\":\"message\"",
                "\"contentType\":\"application/vnd.microsoft.card.adaptive\"", "\"type\":\"AdaptiveCard\"",
                "\"type\":\"TextRun\"", "service <web> & more (sandbox, us-east-1)",
                "\"url\":\"https://ship.example/cleanup\"");
    }

    @Test
    void aWebhookGetsSignedJson() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        String body = sent(new WebhookChannel("team", this.receiver.url(), "key", this.http, clock));
        assertThat(body).isEqualTo("""
                {"id":"id-1","kind":"OVERDUE","at":"2026-11-23T10:00:00Z","person":"ada",\
                "title":"ada: 1 resource is overdue","resources":[{"entry":"entry-1",\
                "resource":"service <web> & more","connection":"sandbox","region":"us-east-1",\
                "arn":"arn:aws:ecs:web","expires":"2026-11-23T10:00:00Z",\
                "when":"overdue since Mon 23 Nov 11:00 CET","perHour":0.0173}],\
                "link":"https://ship.example/cleanup"}""");
        Receiver.Post post = this.receiver.posts.get(0);
        assertThat(post.signature()).startsWith("t=1795428000,v1=");
        assertThat(post.isSignedWith("key")).isTrue();
        assertThat(post.isSignedWith("another key")).isFalse();
    }

    /** Made with {@code printf '%s' '1.{}' | openssl dgst -sha256 -hmac key}. */
    @Test
    void theSignatureIsTheOneThatOthersCompute() {
        assertThat(Signature.of("key", 1, "{}"))
            .isEqualTo("t=1,v1=1ba6b8171186efc613e8bcc0cbdab2748f24984d7c5a84faa2637afa0e40d224");
    }

    @Test
    void whatAReceiverAnswersIsToldWithoutItsSecretAddress() {
        this.receiver.answer(503);
        assertThatExceptionOfType(Undelivered.class)
            .isThrownBy(() -> new SlackChannel("team", this.receiver.url(), this.http).send(MESSAGE))
            .satisfies(
                    (undelivered) -> assertThat(undelivered.why()).isEqualTo("127.0.0.1 answered 503: no <service>"));
        this.receiver.answer(302);
        assertThatExceptionOfType(Undelivered.class)
            .isThrownBy(() -> new SlackChannel("team", this.receiver.url(), this.http).send(MESSAGE));
        assertThatExceptionOfType(Undelivered.class)
            .isThrownBy(
                    () -> new SlackChannel("team", URI.create("http://127.0.0.1:1/secret"), this.http).send(MESSAGE))
            .satisfies((undelivered) -> assertThat(undelivered.why()).isEqualTo("127.0.0.1 could not be reached."));
    }

    @Test
    void eMailGoesToTheChannelsAddressOrThePersonsOwn() throws Exception {
        try (Postbox postbox = new Postbox()) {
            Channel mail = new MailChannel("post", "ship@example.org", "team@example.org", sender(postbox));
            mail.send(MESSAGE);
            mail.send(new Message("id-2", "DIGEST", "ada", "ada@example.org", "Grüße", List.of(), "Bye.", null, NOW));
            assertThat(postbox.letters).hasSize(2);
            assertThat(postbox.letters.get(0)).contains("RCPT TO:<team@example.org>", "Message-ID: <id-1@shipshape>",
                    "Subject: ada: 1 resource is overdue", "service <web> & more");
            assertThat(postbox.letters.get(1)).contains("RCPT TO:<ada@example.org>", "Subject: =?UTF-8?");
            postbox.refuse();
            assertThatExceptionOfType(Undelivered.class).isThrownBy(() -> mail.send(MESSAGE))
                .satisfies((undelivered) -> assertThat(undelivered.why()).contains("No such mailbox here"));
        }
    }

    private static JavaMailSender sender(Postbox postbox) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(postbox.port());
        sender.setDefaultEncoding("UTF-8");
        return sender;
    }

    @Test
    void channelsComeFromTheSettingsAndShowNoSecrets() {
        Channels channels = channels(Map.of("shipshape.notify.digest-at", "09:00", "shipshape.notify.team.type",
                "slack", "shipshape.notify.team.url", "https://hooks.slack.com/services/T1/SECRET",
                "shipshape.notify.audit.type", "webhook", "shipshape.notify.audit.url", "https://audit.example/hook",
                "shipshape.notify.audit.secret", "SECRET"));
        assertThat(channels.all()).extracting(Channel::name).containsExactly("audit", "team");
        assertThat(channels.all()).extracting(Channel::where).containsExactly("audit.example", "hooks.slack.com");
        assertThat(channels.all().toString()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            team.type=pigeon                                   | unknown type pigeon
            team.url=https://x.example                         | has no type
            team.type=slack                                    | is no web address
            team.type=teams;team.url=ftp://x                   | is no web address
            team.type=webhook;team.url=https://x.example       | has no secret
            team.type=email;team.from=a@b;team.to=c@d          | there is no mail server
            Team_1.type=slack                                  | cannot be used
            """)
    void aWrongChannelEndsTheStartWithASentence(String settings, String sentence) {
        Map<String, Object> map = new HashMap<>();
        for (String setting : settings.strip().split(";", -1)) {
            map.put("shipshape.notify." + setting.substring(0, setting.indexOf('=')),
                    setting.substring(setting.indexOf('=') + 1));
        }
        assertThatExceptionOfType(WrongChannel.class).isThrownBy(() -> channels(map))
            .withMessageContaining(sentence)
            .satisfies((wrong) -> assertThat(wrong.advice()).contains("shipshape.notify"));
    }

    private static Channels channels(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return new Channels(environment, new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class),
                Clock.systemUTC());
    }

}
