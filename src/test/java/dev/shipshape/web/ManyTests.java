package dev.shipshape.web;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ManyTests {

    @Test
    void aProblemWithOneDoesNotKeepTheOthersFromBeingChanged() {
        Many many = Many.each("Stop tasks", List.of("a", "b", "c"), (name) -> name, (name) -> "/" + name, (name) -> {
            if (name.equals("b")) {
                throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "It is protected.", "");
            }
            return "is being stopped";
        });
        assertThat(many.done()).isEqualTo(2);
        assertThat(many.failed()).isOne();
        assertThat(many.rows()).extracting(Many.Row::words)
            .containsExactly("is being stopped", "It is protected.", "is being stopped");
    }

    @Test
    void aRehearsalTellsTheCommandsOfAll() {
        assertThatExceptionOfType(Rehearsed.class)
            .isThrownBy(() -> Many.each("Stop", List.of("a", "b"), (name) -> name, (name) -> null, (name) -> {
                throw new Rehearsed(List.of("aws ecs stop-task --task " + name));
            }))
            .satisfies((rehearsed) -> assertThat(rehearsed.commands()).containsExactly("aws ecs stop-task --task a",
                    "aws ecs stop-task --task b"));
    }

    @Test
    void nothingAndTooMuchAreRefused() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Many.ticked(null));
        assertThatExceptionOfType(Problem.class)
            .isThrownBy(() -> Many.ticked(IntStream.range(0, Many.LIMIT + 1).mapToObj(String::valueOf).toList()));
        assertThat(Many.ticked(List.of("a", "a", "b"))).containsExactly("a", "b");
    }

}
