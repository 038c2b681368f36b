package dev.shipshape.localaws.engine;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImageNameTests {

    @Test
    void namesOnEcrsHostAndOnLoopbackAreOurs() {
        assertThat(ImageName.inOurRegistry("123456789012.dkr.ecr.us-east-1.amazonaws.com/team/web:1"))
            .hasValueSatisfying((name) -> {
                assertThat(name.repository()).isEqualTo("team/web");
                assertThat(name.reference()).isEqualTo("1");
                assertThat(name.region("eu-west-1")).isEqualTo("us-east-1");
            });
        assertThat(ImageName.inOurRegistry("localhost:4566/web"))
            .hasValueSatisfying((name) -> assertThat(name.reference()).isEqualTo("latest"))
            .hasValueSatisfying((name) -> assertThat(name.region("eu-west-1")).isEqualTo("eu-west-1"));
        assertThat(ImageName.inOurRegistry("123456789012.dkr.ecr.ap-south-1.localhost:4566/web"))
            .hasValueSatisfying((name) -> assertThat(name.region("eu-west-1")).isEqualTo("ap-south-1"));
        String digest = "sha256:" + "0".repeat(64);
        assertThat(ImageName.inOurRegistry("127.0.0.1:4566/web:1@" + digest))
            .hasValueSatisfying((name) -> assertThat(name.reference()).isEqualTo(digest));
    }

    @Test
    void otherRegistriesAreNot() {
        for (String image : new String[] { "nginx", "nginx:1", "library/nginx", "public.ecr.aws/nginx/nginx:1",
                "ghcr.io/localhost/web", "localhost" }) {
            assertThat(ImageName.inOurRegistry(image)).as(image).isEmpty();
        }
    }

}
