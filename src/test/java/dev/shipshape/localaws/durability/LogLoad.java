package dev.shipshape.localaws.durability;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** Log events, one after the other; a stream for each life of the process. */
final class LogLoad implements Load {

    private static final String GROUP = "load";

    private final List<String> written = new ArrayList<>();

    private String stream = "none";

    private int streams;

    private int events;

    @Override
    public void prepare(Clients clients) {
        clients.logs().createLogGroup((group) -> group.logGroupName(GROUP));
        another(clients);
    }

    private void another(Clients clients) {
        String name = "stream-" + this.streams++;
        clients.logs().createLogStream((create) -> create.logGroupName(GROUP).logStreamName(name));
        this.stream = name;
        this.written.clear();
    }

    @Override
    public void change(Clients clients, Random random) {
        String message = "event " + this.events++;
        clients.logs()
            .putLogEvents((put) -> put.logGroupName(GROUP)
                .logStreamName(this.stream)
                .logEvents(InputLogEvent.builder().timestamp(Instant.now().toEpochMilli()).message(message).build()));
        this.written.add(message);
    }

    @Override
    public void verify(Clients clients) {
        assertThat(clients.logs()
            .getLogEventsPaginator((get) -> get.logGroupName(GROUP).logStreamName(this.stream).startFromHead(true))
            .events()
            .stream()
            .map(OutputLogEvent::message)
            .toList()).containsAll(this.written);
        another(clients);
    }

}
