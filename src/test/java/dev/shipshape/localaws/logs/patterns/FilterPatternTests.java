package dev.shipshape.localaws.logs.patterns;

import dev.shipshape.localaws.protocol.AwsError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Patterns, by the CloudWatch Logs user guide, "Filter pattern syntax". */
class FilterPatternTests {

    private static final String JSON = "{\"level\":\"error\",\"code\":503,\"ok\":false,\"gone\":null,"
            + "\"user\":{\"id\":1,\"name\":\"John Smith\"},\"ips\":[\"10.0.0.1\",\"10.0.0.2\"],\"a.b\":2.5e1}";

    private static final String ACCESS = "127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] \"GET /index.html HTTP/1.0\" 404 1534";

    @ParameterizedTest
    @DisplayName("terms: all of them, one of those with ?, none of those with -")
    @CsvSource(delimiter = '|', quoteCharacter = '^',
            value = { "ERROR | true", "error | false", "ERROR disk | true", "ERROR network | false",
                    "?WARN ?ERROR | true", "?WARN ?INFO | false", "ERROR -disk | false", "ERROR -network | true",
                    "\"disk full\" | true", "\"full disk\" | false", "%[a-z]+ f.ll% | true", "%^^INFO% | false",
                    "ERROR ?absent | true" })
    void terms(String pattern, boolean matches) {
        assertThat(FilterPattern.parse(pattern).matches("[ERROR] the disk full at 12:00")).isEqualTo(matches);
    }

    @ParameterizedTest
    @DisplayName("JSON: selectors, comparisons, IS, EXISTS, && and ||")
    @CsvSource(delimiter = ';', quoteCharacter = '~',
            value = { "{ $.level = \"error\" };true", "{ $.level = error };true", "{ $.level = \"err*\" };true",
                    "{ $.level != \"error\" };false", "{ $.code = 503 };true", "{ $.code >= 500 };true",
                    "{ $.code < 500 };false", "{ $.code = 5.03e2 };true", "{ $.ok IS FALSE };true",
                    "{ $.ok IS TRUE };false", "{ $.gone IS NULL };true", "{ $.absent NOT EXISTS };true",
                    "{ $.level NOT EXISTS };false", "{ $.user.name = \"John*\" };true", "{ $.ips[1] = 10.0.0.2 };true",
                    "{ $.ips[*] = 10.0.0.1 };true", "{ $.ips[0] = %10.0.0.[0-9]% };true", "{ $.[\"a.b\"] = 25 };true",
                    "{ $.level = \"error\" && $.code = 200 };false", "{ $.level = \"error\" || $.code = 200 };true",
                    "{ ($.code = 200 || $.code = 503) && $.user.id = 1 };true", "{ $.absent = 1 };false" })
    void json(String pattern, boolean matches) {
        assertThat(FilterPattern.parse(pattern).matches(JSON)).isEqualTo(matches);
    }

    @ParameterizedTest
    @DisplayName("columns: named one by one, or left out by three dots")
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = { "[ip, id, user, time, request, status, bytes];true",
            "[ip, id, user, time, request, status = 404, bytes];true",
            "[ip, id, user, time, request, status = 4*, bytes > 1000];true", "[ip, ..., status = 5*, bytes];false",
            "[ip, ..., bytes > 1000];true", "[ip = %127.+%, ...];true", "[ip, user];false",
            "[..., request = *html*, status = 404 || status = 410, bytes];true", "[ip != 127.0.0.1, ...];false" })
    void columns(String pattern, boolean matches) {
        assertThat(FilterPattern.parse(pattern).matches(ACCESS)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{ $.level = \"error\"", "{ level = 1 }", "{ $.a = }", "{ $.a > \"b\" }", "{ ($.a = 1 }",
            "{ $.a = 1 && }", "[a, b", "[a, , b]", "[a, ..., b, ...]", "%[%", "\"open" })
    void whatIsNoPatternIsRefused(String pattern) {
        assertThatExceptionOfType(AwsError.class).as(pattern)
            .isThrownBy(() -> FilterPattern.parse(pattern))
            .satisfies((ex) -> assertThat(ex.type()).isEqualTo("InvalidParameterException"));
    }

}
