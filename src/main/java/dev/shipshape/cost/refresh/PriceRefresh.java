package dev.shipshape.cost.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.AwsErrors;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.cost.Costs;
import dev.shipshape.cost.book.KnownPrice;
import dev.shipshape.cost.book.PriceBook;
import dev.shipshape.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;

/**
 * Asks AWS's price list for the regions that are used, once a day and on demand. A
 * connection that may not ask is left alone: the project's table is there.
 */
@Component
public class PriceRefresh {

    private static final Logger LOG = LoggerFactory.getLogger(PriceRefresh.class);

    private static final Duration DAY = Duration.ofDays(1);

    private final AwsClients clients;

    private final Connections connections;

    private final Costs costs;

    private final PriceBook book;

    private final AskedRepository asked;

    private final Clock clock;

    private final ReentrantLock running = new ReentrantLock();

    PriceRefresh(AwsClients clients, Connections connections, Costs costs, PriceBook book, AskedRepository asked,
            Clock clock) {
        this.clients = clients;
        this.connections = connections;
        this.costs = costs;
        this.book = book;
        this.asked = asked;
        this.clock = clock;
    }

    /** What came of the last question about each region. */
    public List<Asked> last() {
        return this.asked.findAllByOrderByRegionAscConnectionAsc();
    }

    /** The regions that are used, with the connections that use each. */
    public Map<String, List<Connection>> used() {
        Map<String, List<Connection>> used = new LinkedHashMap<>();
        this.connections.all()
            .forEach((connection) -> Stream
                .concat(Stream.of(connection.region()), this.costs.regions(connection.name()).stream())
                .distinct()
                .sorted()
                .forEach((region) -> used.computeIfAbsent(region, (key) -> new ArrayList<>()).add(connection)));
        return used;
    }

    /**
     * Asks daily; the sandbox, whose prices never change, only on demand.
     */
    @Scheduled(fixedDelayString = "${shipshape.prices-every:1h}", initialDelayString = "${shipshape.prices-every:1m}")
    void refreshDaily() {
        Instant before = this.clock.instant().minus(DAY);
        Set<String> fresh = new TreeSet<>();
        last().stream()
            .filter((one) -> one.getAskedAt().isAfter(before))
            .forEach((one) -> fresh.add(one.getConnection() + " " + one.getRegion()));
        used().forEach((region, of) -> of.stream()
            .filter((connection) -> !connection.sandbox() && !fresh.contains(connection.name() + " " + region))
            .forEach((connection) -> refresh(connection, region)));
    }

    /** Asks for all regions that are used, now. */
    public void refresh() {
        boolean onlySandbox = this.connections.onlySandbox();
        used().forEach((region, of) -> of.stream()
            .filter((connection) -> onlySandbox || !connection.sandbox())
            .forEach((connection) -> refresh(connection, region)));
    }

    private void refresh(Connection connection, String region) {
        this.running.lock();
        try {
            Instant now = this.clock.instant();
            List<KnownPrice> told = new ArrayList<>();
            Set<String> problems = new TreeSet<>();
            boolean denied = false;
            for (Question question : Question.all(this.costs.instanceTypes(connection.name(), region))) {
                try {
                    told.addAll(ask(connection, region, question));
                }
                catch (SdkException ex) {
                    Problem problem = AwsErrors.problem(ex);
                    problems.add(problem.what());
                    denied = String.valueOf(problem.code()).startsWith("AccessDenied");
                    if (denied || problem.status().is5xxServerError()) {
                        break; // the other questions would fare alike
                    }
                }
            }
            this.book.write(told, connection.name(), connection.sandbox(), now);
            String problem = problems.isEmpty() ? null : String.join(" ", problems);
            this.asked.save(new Asked(connection.name(), region, now, told.size(), problem, denied));
            LOG.info("{} told {} prices of {}{}", connection.name(), told.size(), region,
                    (problem != null) ? ": " + problem : "");
        }
        finally {
            this.running.unlock();
        }
    }

    private Collection<KnownPrice> ask(Connection connection, String region, Question question) {
        List<Filter> filters = new ArrayList<>(List.of(filter("regionCode", region)));
        question.filters().forEach((field, value) -> filters.add(filter(field, value)));
        Map<String, KnownPrice> told = new LinkedHashMap<>();
        this.clients.pricing(connection)
            .getProductsPaginator(
                    (request) -> request.serviceCode(question.service()).formatVersion("aws_v1").filters(filters))
            .priceList()
            .forEach((offer) -> Offer.read(offer, region, question.items())
                .ifPresent((price) -> told.put(price.item(), price)));
        return told.values();
    }

    private static Filter filter(String field, String value) {
        return Filter.builder().type(FilterType.TERM_MATCH).field(field).value(value).build();
    }

}
