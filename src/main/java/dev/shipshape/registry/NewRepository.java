package dev.shipshape.registry;

import java.util.ArrayList;
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

    CreateRepositoryRequest request(String actionId) {
        List<Tag> all = new ArrayList<>();
        this.tags.forEach((key, value) -> all.add(Tag.builder().key(key).value(value).build()));
        all.add(Tag.builder().key(Change.TAG).value(actionId).build());
        return CreateRepositoryRequest.builder()
            .repositoryName(this.name)
            .imageTagMutability(this.immutable ? ImageTagMutability.IMMUTABLE : ImageTagMutability.MUTABLE)
            .imageScanningConfiguration((scanning) -> scanning.scanOnPush(this.scanned))
            .tags(all)
            .build();
    }

}
