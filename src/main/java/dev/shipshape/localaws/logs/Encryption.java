package dev.shipshape.localaws.logs;

import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** The keys of log groups: kept and given back. Nothing is encrypted here. */
final class Encryption {

    private final LogTables tables;

    Encryption(LogTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("AssociateKmsKey",
                Operation.of(AssociateKmsKeyRequest::builder, this::associate).requiring("kmsKeyId"),
                "DisassociateKmsKey", Operation.of(DisassociateKmsKeyRequest::builder, this::disassociate));
    }

    private AssociateKmsKeyResponse associate(CallContext context, AssociateKmsKeyRequest request) {
        if (!request.kmsKeyId().matches("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:(key|alias)/.+")) {
            throw LogErrors.invalid("The specified KMS Key Id '" + request.kmsKeyId() + "' is not the ARN of a key.");
        }
        put(context, request.logGroupName(), request.resourceIdentifier(), request.kmsKeyId());
        return AssociateKmsKeyResponse.builder().build();
    }

    private DisassociateKmsKeyResponse disassociate(CallContext context, DisassociateKmsKeyRequest request) {
        put(context, request.logGroupName(), request.resourceIdentifier(), null);
        return DisassociateKmsKeyResponse.builder().build();
    }

    /** A group is named by its name or its ARN, and not by both. */
    private void put(CallContext context, @Nullable String name, @Nullable String identifier, @Nullable String key) {
        if ((name == null) == (identifier == null)) {
            throw LogErrors.invalid("Specify either logGroupName or resourceIdentifier, but not both.");
        }
        if (identifier != null && identifier.contains(":query-result:")) {
            throw LogErrors.invalid("The sandbox does not run queries, so that no results of queries are encrypted.");
        }
        LogGroup group = this.tables.group(context.region(), name, identifier);
        this.tables.groups()
            .put(LogTables.key(context.region(), group.logGroupName()), group.toBuilder().kmsKeyId(key).build());
    }

}
