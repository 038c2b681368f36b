package dev.shipshape.localaws.durability;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import dev.shipshape.localaws.oci.Pusher;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Images pushed and deleted, and uploads begun that go on in the process's next life. */
final class PushLoad implements Load {

    private static final String REPOSITORY = "web";

    private static final int MOST = 60;

    /** Manifests by tag. */
    private final Map<String, String> pushed = new HashMap<>();

    private final Set<String> deleted = new HashSet<>();

    private @Nullable Pusher pusher;

    private @Nullable Open open;

    private int last;

    /** An upload whose first chunk was acknowledged. */
    private record Open(String location, String chunk) {

    }

    @Override
    public void prepare(Clients clients) {
        clients.ecr().createRepository((repository) -> repository.repositoryName(REPOSITORY));
    }

    @Override
    public void change(Clients clients, Random random) {
        Pusher client = Optional.ofNullable(this.pusher).orElseGet(clients::pusher);
        this.pusher = client;
        if (this.pushed.size() > MOST || (!this.pushed.isEmpty() && random.nextInt(4) == 0)) {
            Map.Entry<String, String> image = List.copyOf(this.pushed.entrySet())
                .get(random.nextInt(this.pushed.size()));
            this.pushed.remove(image.getKey());
            String digest = Pusher.digest(image.getValue()).toString();
            assertThat(client.send("DELETE", "/v2/web/manifests/" + digest, "").statusCode()).isEqualTo(202);
            this.deleted.add(image.getKey());
        }
        else if (this.open == null) {
            String location = client.begin(REPOSITORY);
            String chunk = layer("open" + this.last++);
            assertThat(client.send("PATCH", location, chunk).statusCode()).isEqualTo(202);
            this.open = new Open(location, chunk);
        }
        else {
            String tag = "t" + this.last++;
            String manifest = client.image(REPOSITORY, layer(tag));
            assertThat(client.put(REPOSITORY, tag, manifest).statusCode()).isEqualTo(201);
            this.pushed.put(tag, manifest);
        }
    }

    private static String layer(String tag) {
        return ("layer of " + tag + " ").repeat(2000);
    }

    @Override
    public void verify(Clients clients) {
        Pusher client = clients.pusher();
        this.pusher = client;
        this.pushed.forEach((tag, manifest) -> {
            assertThat(client.get("/v2/web/manifests/" + tag).body()).isEqualTo(manifest);
            assertThat(client.get("/v2/web/blobs/" + Pusher.digest(layer(tag))).body()).isEqualTo(layer(tag));
        });
        this.deleted
            .forEach((tag) -> assertThat(client.get("/v2/web/manifests/" + tag).statusCode()).as(tag).isEqualTo(404));
        this.deleted.clear();
        if (this.open != null) {
            goOn(client, this.open);
            this.open = null;
        }
    }

    /** From where the upload says that it is. */
    private static void goOn(Pusher client, Open open) {
        HttpResponse<String> status = client.get(open.location());
        assertThat(status.statusCode()).isEqualTo(204);
        assertThat(Pusher.header(status, "Range")).isEqualTo("0-" + (open.chunk().length() - 1));
        String whole = open.chunk() + "and the rest";
        HttpResponse<String> done = client.send("PUT", open.location() + "&digest=" + Pusher.digest(whole),
                "and the rest", "Content-Range", open.chunk().length() + "-" + (whole.length() - 1));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(201);
        assertThat(client.get(Pusher.header(done, "Location")).body()).isEqualTo(whole);
    }

}
