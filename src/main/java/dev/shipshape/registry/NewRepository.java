package dev.shipshape.registry;

import java.util.List;
import java.util.Map;

import dev.shipshape.audit.Change;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.Tag;

/**
 * A repository to be made.
 *
 * @param name its name
 * @param immutable whether a tag, once pushed, stays with its image
 * @param scanned whether images are scanned when they are pushed
 * @param tags its AWS tags
 * @param encryption {@code AES256}, {@code KMS} or {@code KMS_DSSE}
 * @param kmsKey the key, where encryption is by KMS; empty for AWS's own
 */
record NewRepository(String name, boolean immutable, boolean scanned, Map<String, String> tags, String encryption,
        String kmsKey) {

    /** The request of an action, which tags what it makes. */
    CreateRepositoryRequest request(Change change) {
        List<Tag> all = change.tags()
            .entrySet()
            .stream()
            .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
        CreateRepositoryRequest.Builder request = CreateRepositoryRequest.builder()
            .repositoryName(this.name)
            .imageTagMutability(this.immutable ? ImageTagMutability.IMMUTABLE : ImageTagMutability.MUTABLE)
            .imageScanningConfiguration((scanning) -> scanning.scanOnPush(this.scanned))
            .tags(all);
        if (!this.encryption.equals("AES256")) {
            request.encryptionConfiguration((encrypted) -> encrypted.encryptionType(this.encryption)
                .kmsKey(this.kmsKey.isEmpty() ? null : this.kmsKey));
        }
        return request.build();
    }

}
