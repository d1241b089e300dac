package dev.signalbox.runner.coding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "0, 0",
        "-1, -1",
        "-99999999999999999999999, -1",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, 9223372036854775807",
        "123456789012345678901234567890, 9223372036854775807",
        "2.9, 2",
        "1e12, 1000000000000",
        "'\"7\"', 0",
        "null, 0"
    })
    void whatever_a_program_says_is_a_number_that_can_be_told(String json, long count) throws JsonProcessingException {
        assertThat(Counts.of(JSON.readTree(json))).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.25", "-0.5, -1", "1e999, 1000000000000", "-1e999, -1", "'{}', 0"})
    void whatever_it_costs_is_an_amount_that_can_be_told(String json, BigDecimal amount)
            throws JsonProcessingException {
        JsonNode node = JSON.readTree(json);
        assertThat(Counts.amount(node)).isEqualByComparingTo(amount);
    }

    @Test
    void sums_do_not_run_over() {
        assertThat(Counts.sum(Long.MAX_VALUE, 5, -1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Counts.sum(2, -1, -1)).isZero();
        assertThat(Counts.sum(-1, -1)).isEqualTo(-1);
        assertThat(Counts.of(new BigDecimal("1e30"))).isEqualTo(Long.MAX_VALUE);
    }
}
