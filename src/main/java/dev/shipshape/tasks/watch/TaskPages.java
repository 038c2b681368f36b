package dev.shipshape.tasks.watch;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Price;
import dev.shipshape.cost.Prices;
import dev.shipshape.network.Addresses;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.Tasks;
import dev.shipshape.tasks.watch.TaskPage.Application;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the page of a task shows. */
@Component
class TaskPages {

    private static final BigDecimal SECONDS_OF_HOUR = new BigDecimal("3600");

    private static final int HTTPS = 443;

    private final Tasks tasks;

    private final TaskDefinitions definitions;

    private final Prices prices;

    private final ResourceLedger ledger;

    private final Clock clock;

    private final Formats formats = new Formats();

    TaskPages(Tasks tasks, TaskDefinitions definitions, Prices prices, ResourceLedger ledger, Clock clock) {
        this.tasks = tasks;
        this.definitions = definitions;
        this.prices = prices;
        this.ledger = ledger;
        this.clock = clock;
    }

    TaskPage of(Connection connection, Task task) {
        Attempt<Optional<Addresses>> addresses = Attempt
            .at(() -> Optional.ofNullable(this.tasks.addresses(connection, task)));
        String publicAddress = addresses.orElse(Optional.empty()).map(Addresses::publicAddress).orElse(null);
        String recorded = (publicAddress == null) ? recorded(connection, task) : null;
        boolean billed = publicAddress != null || Boolean.parseBoolean(recorded);
        Price price = this.prices.of(task.billable(connection.region(), billed));
        boolean addressUnknown = (task.stopped() || !addresses.ok()) && recorded == null;
        return new TaskPage(task, TaskLife.of(task), task.why().orElse(null), addresses,
                applications(connection, task, publicAddress), price, addressUnknown, cost(task, price),
                task.starter());
    }

    /**
     * What was written down of a public address when the task was started here: AWS takes
     * the address away at the stop, but has billed it. Null where nothing was.
     */
    private @Nullable String recorded(Connection connection, Task task) {
        return this.ledger.last(connection, task.arn())
            .map((entry) -> entry.resource().facts().get("public"))
            .orElse(null);
    }

    private List<Application> applications(Connection connection, Task task, @Nullable String publicAddress) {
        if (!task.lastStatus().equals("RUNNING")) {
            return List.of();
        }
        if (connection.sandbox()) {
            return task.containers()
                .stream()
                .flatMap((container) -> container.bindings()
                    .stream()
                    .filter((binding) -> binding.hostPort() > 0 && binding.protocol().equals("tcp"))
                    .map((binding) -> new Application(container.name(), "http://localhost:" + binding.hostPort())))
                .toList();
        }
        return (publicAddress != null) ? served(connection, task, publicAddress) : List.of();
    }

    /** A task with its own network interface serves its containers' ports there. */
    private List<Application> served(Connection connection, Task task, String publicAddress) {
        return Attempt.at(() -> this.definitions.find(connection, task.definition()))
            .orElse(Optional.empty())
            .stream()
            .flatMap((definition) -> definition.containers().stream())
            .flatMap((container) -> container.ports()
                .stream()
                .filter((port) -> port.protocol().equals("tcp"))
                .flatMap((port) -> Stream.ofNullable(port.container()))
                .map((port) -> new Application(container.name(),
                        ((port == HTTPS) ? "https://" : "http://") + publicAddress + ":" + port)))
            .toList();
    }

    private String cost(Task task, Price price) {
        Optional<Duration> billed = task.times().billed(this.clock.instant());
        BigDecimal hour = price.perHour();
        if (hour == null || !task.launch().isFargate()) {
            return "";
        }
        return billed
            .map((time) -> this.formats.money(
                    hour.multiply(BigDecimal.valueOf(time.toSeconds())).divide(SECONDS_OF_HOUR, MathContext.DECIMAL64)))
            .orElse("$0");
    }

}
