// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that keeps secrets is its owner's alone, whenever it is written. */
class FileAccessTest {

    private final CamelContext context = new DefaultCamelContext();

    @TempDir private Path directory;

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isTheOwnersByPosixPermissions(boolean older) throws Exception {
        try (FileSystem files =
                Jimfs.newFileSystem(
                        Configuration.unix().toBuilder()
                                .setAttributeViews("basic", "owner", "posix", "unix")
                                .build())) {
            Path file = older(files.getPath("/work/secrets"), older);
            StateRepository<String, String> secrets = secrets(file);

            for (int i = 0; i < 3; i++) {
                secrets.setState("endpoint", "x".repeat(600_000));
                assertThat(Files.getPosixFilePermissions(file))
                        .containsExactlyInAnyOrder(
                                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            }
            assertThat(Files.size(file)).isLessThan(1_300_000);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isTheOwnersByItsAccessControlList(boolean older) throws Exception {
        try (FileSystem files =
                Jimfs.newFileSystem(
                        Configuration.windows().toBuilder()
                                .setAttributeViews("basic", "owner", "acl")
                                .build())) {
            Path file = older(files.getPath("C:\\work\\secrets"), older);
            StateRepository<String, String> secrets = secrets(file);

            for (int i = 0; i < 3; i++) {
                secrets.setState("endpoint", "x".repeat(600_000));
                AclFileAttributeView view =
                        Files.getFileAttributeView(file, AclFileAttributeView.class);
                assertThat(view.getAcl())
                        .singleElement()
                        .extracting(AclEntry::principal)
                        .isEqualTo(view.getOwner());
            }
        }
    }

    @Test
    void isNobodysBusinessWhereTheFileSystemKnowsNoOwners() throws Exception {
        try (FileSystem files =
                Jimfs.newFileSystem(
                        Configuration.windows().toBuilder().setAttributeViews("basic").build())) {
            Path file = files.getPath("C:\\work\\secrets");
            secrets(file).setState("endpoint", "x");

            assertThat(Files.readString(file)).isEqualTo("endpoint=x\n");
        }
    }

    @Test
    void isTheOwnersInCamelsOwnRepositoryToo() throws Exception {
        Path file = directory.resolve("secrets");
        StateRepository<String, String> secrets =
                secrets(FileStateRepository.fileStateRepository(file.toFile(), new HashMap<>()));
        secrets.setState("endpoint", "x");

        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    private StateRepository<String, String> secrets(Object value) throws Exception {
        return Repositories.secrets(context, "registrationRepository", value);
    }

    private static Path older(Path file, boolean older) throws Exception {
        if (older) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "other=1\n");
        }
        return file;
    }
}
