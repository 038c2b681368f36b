package dev.shipshape.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.search.spi.Entry;
import dev.shipshape.search.spi.Entry.Command;
import dev.shipshape.search.spi.SearchSource;
import org.springframework.stereotype.Component;

/** Lets images be found by tag and by digest. */
@Component
class ImageSearch implements SearchSource {

    private static final int SHORT = "sha256:".length() + 12;

    private final Repositories repositories;

    private final Images images;

    private final SharedReads reads;

    ImageSearch(Repositories repositories, Images images, SharedReads reads) {
        this.repositories = repositories;
        this.images = images;
        this.reads = reads;
    }

    @Override
    public String kind() {
        return "Images";
    }

    @Override
    public int order() {
        return 60;
    }

    /** Each repository is a call of its own, so that they are asked less often. */
    @Override
    public Duration kept() {
        return Duration.ofMinutes(3);
    }

    @Override
    public List<Entry> entries(Connection connection) {
        return this.reads
            .each(this.repositories.in(connection),
                    (repository) -> this.images.in(connection, repository)
                        .stream()
                        .flatMap((image) -> entries(connection, repository, image))
                        .toList())
            .stream()
            .flatMap(List::stream)
            .toList();
    }

    private static Stream<Entry> entries(Connection connection, Repository repository, Image image) {
        String page = connection.path() + "/repositories/" + repository.slug();
        String digest = image.digest().substring(0, Math.min(SHORT, image.digest().length()));
        if (image.tags().isEmpty()) {
            return Stream.of(entry(repository.name() + "@" + digest, "untagged", page, image, List.of()));
        }
        return image.tags()
            .stream()
            .map((tag) -> entry(repository.name() + ":" + tag, digest, page, image,
                    List.of(tag, repository.uri() + ":" + tag)));
    }

    private static Entry entry(String name, String note, String page, Image image, List<String> keys) {
        List<String> all = new ArrayList<>(keys);
        all.add(image.digest());
        all.add(image.digest().substring(image.digest().indexOf(':') + 1));
        return new Entry("image", name, note, page + "/images/" + image.digest(), null, all,
                List.of(Command.change("delete", page + "/image-deletions/new?digest=" + encoded(image.digest()))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

}
