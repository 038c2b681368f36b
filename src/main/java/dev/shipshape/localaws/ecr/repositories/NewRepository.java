package dev.shipshape.localaws.ecr.repositories;

import dev.shipshape.localaws.ecr.shared.Constraints;
import dev.shipshape.localaws.ecr.shared.EcrErrors;
import dev.shipshape.localaws.protocol.CallContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Repository;

/** What a repository is made of, from what was asked for. */
final class NewRepository {

    private NewRepository() {
    }

    static Repository of(CallContext context, CreateRepositoryRequest request) {
        TagMutability.check(request.imageTagMutability(), request.imageTagMutabilityExclusionFilters());
        boolean onPush = request.imageScanningConfiguration() != null
                && Boolean.TRUE.equals(request.imageScanningConfiguration().scanOnPush());
        Repository.Builder repository = Repository.builder()
            .repositoryName(request.repositoryName())
            .repositoryArn(context.arn("ecr", "repository/" + request.repositoryName()))
            .registryId(context.account())
            .createdAt(context.now())
            .imageTagMutability(
                    (request.imageTagMutability() != null) ? request.imageTagMutability() : ImageTagMutability.MUTABLE)
            .imageScanningConfiguration((scanning) -> scanning.scanOnPush(onPush))
            .encryptionConfiguration(encryption(context, request.encryptionConfiguration()));
        if (request.hasImageTagMutabilityExclusionFilters()) {
            repository.imageTagMutabilityExclusionFilters(request.imageTagMutabilityExclusionFilters());
        }
        return repository.build();
    }

    /**
     * The key that AWS makes for ECR in an account is given by its ARN, whatever name it
     * was asked for by; here it is the same in each region for ever.
     */
    private static EncryptionConfiguration encryption(CallContext context, @Nullable EncryptionConfiguration asked) {
        if (asked == null) {
            return EncryptionConfiguration.builder().encryptionType(EncryptionType.AES256).build();
        }
        if (asked.encryptionType() == null) {
            throw EcrErrors.invalid("encryptionConfiguration.encryptionType", "must not be null");
        }
        Constraints.known("encryptionConfiguration.encryptionType", asked.encryptionType(), EncryptionType.values());
        Constraints.length("encryptionConfiguration.kmsKey", asked.kmsKey(), 1, 2048);
        if (asked.encryptionType() == EncryptionType.AES256) {
            if (asked.kmsKey() != null) {
                throw EcrErrors.invalid("encryptionConfiguration",
                        "KMS key must not be specified when encryption type is AES256");
            }
            return asked;
        }
        String key = asked.kmsKey();
        if (key == null || key.equals("alias/aws/ecr") || key.equals(context.arn("kms", "alias/aws/ecr"))) {
            return asked.toBuilder().kmsKey(context.arn("kms", "key/5e1e0f6a-2b7c-4d3e-8f90-a1b2c3d4e5f6")).build();
        }
        return key.startsWith("arn:") ? asked : asked.toBuilder().kmsKey(context.arn("kms", "key/" + key)).build();
    }

}
