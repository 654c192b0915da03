// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.springboot.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesGeneratorTest {

    @TempDir private Path target;

    @Test
    void refusesAFileThatDiffersFromTheSchema() throws IOException {
        run("write");
        run("check");

        for (String name : PropertiesGenerator.files(PropertiesGenerator.options()).keySet()) {
            Path file = target.resolve(name);
            String text = Files.readString(file);
            Files.writeString(file, text + "\n");
            assertThatThrownBy(() -> run("check"))
                    .hasMessageContainingAll(name, "mvn -Pdocs -pl src/spring-boot-starter");
            run("write");
            assertThat(Files.readString(file)).isEqualTo(text);
        }
    }

    @Test
    void knowsEveryOptionWithItsDescription() throws IOException {
        List<PropertiesGenerator.Option> options = PropertiesGenerator.options();

        assertThat(options).isNotEmpty().noneMatch(option -> option.description().isBlank());
        assertThat(options)
                .filteredOn(PropertiesGenerator.Option::secret)
                .extracting(PropertiesGenerator.Option::name)
                .contains("secretKey", "webhookSecret", "proxyPassword");
    }

    private void run(String what) throws IOException {
        PropertiesGenerator.main(new String[] {what, target.toString()});
    }
}
