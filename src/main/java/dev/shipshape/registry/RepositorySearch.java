package dev.shipshape.registry;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.search.spi.Entry;
import dev.shipshape.search.spi.Entry.Command;
import dev.shipshape.search.spi.SearchSource;
import org.springframework.stereotype.Component;

/** Lets repositories be found. */
@Component
class RepositorySearch implements SearchSource {

    private final Repositories repositories;

    RepositorySearch(Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public String kind() {
        return "Repositories";
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public List<Entry> entries(Connection connection) {
        return this.repositories.in(connection).stream().map((repository) -> entry(connection, repository)).toList();
    }

    @Override
    public List<Entry> forms(Connection connection) {
        return List.of(Entry.page("Create repository", connection.path() + "/repositories/new"));
    }

    private static Entry entry(Connection connection, Repository repository) {
        String page = connection.path() + "/repositories/" + repository.slug();
        return new Entry("repository", repository.name(), "", page, null, List.of(repository.arn(), repository.uri()),
                List.of(Command.look("push", page + "/push-commands"),
                        Command.change("delete", page + "/deletions/new")));
    }

}
