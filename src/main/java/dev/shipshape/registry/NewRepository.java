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
 */
record NewRepository(String name, boolean immutable, boolean scanned, Map<String, String> tags) {

    /** The request of an action, which tags what it makes. */
    CreateRepositoryRequest request(Change change) {
        List<Tag> all = change.tags()
            .entrySet()
            .stream()
            .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
        return CreateRepositoryRequest.builder()
            .repositoryName(this.name)
            .imageTagMutability(this.immutable ? ImageTagMutability.IMMUTABLE : ImageTagMutability.MUTABLE)
            .imageScanningConfiguration((scanning) -> scanning.scanOnPush(this.scanned))
            .tags(all)
            .build();
    }

}
