package dev.shipshape.aws;

import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Who we are on a connection, as STS tells it. */
@Component
public class Identities {

    private final AwsClients clients;

    private final Cache<Connection, Identity> known = Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofMinutes(10))
        .build();

    Identities(AwsClients clients) {
        this.clients = clients;
    }

    /**
     * Our identity on a connection, asked once in ten minutes.
     * @param connection where
     * @return the identity; empty if AWS could not be asked, which is no reason to fail
     */
    public Optional<Identity> of(Connection connection) {
        Identity identity = this.known.getIfPresent(connection);
        if (identity == null) {
            try {
                GetCallerIdentityResponse answer = this.clients.sts(connection).getCallerIdentity();
                identity = new Identity(answer.account(), answer.arn());
                this.known.put(connection, identity);
            }
            catch (SdkException ex) {
                return Optional.empty();
            }
        }
        return Optional.of(identity);
    }

    /**
     * Who we are.
     *
     * @param account the twelve-digit account
     * @param arn the caller's ARN
     */
    public record Identity(String account, String arn) {
    }

}
