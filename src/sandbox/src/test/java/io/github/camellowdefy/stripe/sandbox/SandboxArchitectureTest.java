/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class SandboxArchitectureTest {

    private static final String ROOT = "io.github.camellowdefy.stripe.sandbox";

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    @Test
    void knowledgeFlowsOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .withOptionalLayers(true)
                .layer("front door")
                .definedBy(ROOT)
                .layer("wire")
                .definedBy(ROOT + ".http..", ROOT + ".webhook..")
                .layer("business")
                .definedBy(ROOT + ".payments..", ROOT + ".billing..")
                .layer("engine")
                .definedBy(ROOT + ".engine..")
                .layer("control")
                .definedBy(ROOT + ".control..")
                .whereLayer("front door")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("wire")
                .mayOnlyBeAccessedByLayers("front door")
                .whereLayer("business")
                .mayOnlyBeAccessedByLayers("front door")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("front door", "wire", "business")
                .check(CLASSES);
    }

    @Test
    void ofTheComponentOnlyTheCatalogIsRead() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        ".*\\.(ComponentSettings(\\$.*)?|SandboxConfiguration|StripeSandbox)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.camellowdefy.stripe",
                        "io.github.camellowdefy.stripe.call..",
                        "io.github.camellowdefy.stripe.client..",
                        "io.github.camellowdefy.stripe.event..",
                        "io.github.camellowdefy.stripe.webhook..",
                        "io.github.camellowdefy.stripe.lowdefy..",
                        "com.stripe..",
                        "org.apache..")
                .check(CLASSES);
    }

    @Test
    void onlyTheWireKnowsTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CLASSES);
    }
}
