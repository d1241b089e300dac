package dev.signalbox.contracts.reference;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas (draft 7, the one that AsyncAPI requires every tool to know) of the message types, made from the records and their
 * Javadoc. They say what a writer of this version writes; a reader ignores properties it does not know.
 */
final class MessageSchemas {
    /** ISO 8601 with fractions of a second, which the format {@code duration} of JSON schema does not allow. */
    private static final String DURATION = "^PT(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,9})?S)?$";

    private final JavadocSentences sentences;

    MessageSchemas(JavadocSentences sentences) {
        this.sentences = sentences;
    }

    static MessageSchemas ofTheContracts() {
        return new MessageSchemas(JavadocSentences.of(Path.of("src/main/java")));
    }

    /** The schema of the record body of a message type; for a fact, that of the event which carries it. */
    ObjectNode schemaOf(Class<?> type) {
        boolean fact = RunFact.class.isAssignableFrom(type);
        ObjectNode generated = generatorFor(type).generateSchema(fact ? RunEvent.class : type);
        if (fact) {
            addTypeOfFact(generated, MessageCatalogue.nameOfType(type));
        }
        besideTheirReference(generated);
        ObjectNode schema = ContractJson.mapper().createObjectNode();
        schema.set("$schema", generated.get("$schema"));
        schema.put("title", MessageCatalogue.nameOfType(type));
        schema.put("description", sentences.ofType(type));
        generated.remove(List.of("$schema", "description"));
        generated.properties().forEach(property -> schema.set(property.getKey(), property.getValue()));
        return schema;
    }

    private SchemaGenerator generatorFor(Class<?> type) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        ContractJson.mapper(), SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.PLAIN_DEFINITION_KEYS);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(this::definitionOfValue)
                .withPropertySorter((_, _) -> 0)
                .withDescriptionResolver(scope -> descriptionOf(scope.getType()));
        config.forFields()
                .withDescriptionResolver(MessageSchemas.this::descriptionOf)
                .withRequiredCheck(field -> !isNullable(field) && !isLeftOutWhenEmpty(field))
                .withTargetTypeOverridesResolver(field -> targetOf(field, type));
        return new SchemaGenerator(config.build());
    }

    private static @Nullable List<ResolvedType> targetOf(FieldScope field, Class<?> fact) {
        return field.getRawMember().getType() == RunFact.class
                ? List.of(field.getContext().resolve(fact))
                : null;
    }

    private static void addTypeOfFact(ObjectNode event, String wireName) {
        ObjectNode properties = (ObjectNode) event.get("properties");
        JsonNode data = properties.remove("data");
        properties.putObject("type").put("const", wireName).put("description", "The wire name of what happened.");
        properties.set("data", data);
        ((ArrayNode) event.get("required")).add("type");
    }

    /** Ids are text, times are ISO 8601 text, enums are the names their constants have in JSON. */
    private @Nullable CustomDefinition definitionOfValue(ResolvedType type, SchemaGenerationContext context) {
        Class<?> erased = type.getErasedType();
        ObjectNode definition = ContractJson.mapper().createObjectNode().put("type", "string");
        if (erased == Instant.class) {
            return new CustomDefinition(definition.put("format", "date-time"), true);
        } else if (erased == Duration.class) {
            return new CustomDefinition(definition.put("pattern", DURATION), true);
        } else if (erased == Map.class) {
            definition.put("type", "object");
            definition.set("additionalProperties", valuesOf(type));
            return new CustomDefinition(definition, true);
        } else if (erased.isEnum()) {
            ArrayNode names = definition.putArray("enum");
            Arrays.stream(erased.getEnumConstants()).forEach(constant -> names.add(nameInJson(constant)));
            return new CustomDefinition(definition.put("description", descriptionOfEnum(erased)));
        } else if (isWrappedText(erased)) {
            return new CustomDefinition(definition.put("description", sentences.ofType(erased)));
        } else if (erased.isAnnotationPresent(JsonSubTypes.class)) {
            return new CustomDefinition(oneOfItsSubtypes(erased, context));
        }
        return null;
    }

    private static JsonNode valuesOf(ResolvedType map) {
        return map.getTypeParameters().get(1).getErasedType() == String.class
                ? ContractJson.mapper().createObjectNode().put("type", "string")
                : BooleanNode.TRUE;
    }

    private ObjectNode oneOfItsSubtypes(Class<?> type, SchemaGenerationContext context) {
        String nameProperty = type.getAnnotation(JsonTypeInfo.class).property();
        ObjectNode definition = ContractJson.mapper().createObjectNode().put("description", sentences.ofType(type));
        ArrayNode subtypes = definition.putArray("oneOf");
        for (JsonSubTypes.Type subtype : type.getAnnotation(JsonSubTypes.class).value()) {
            ObjectNode schema =
                    context.createStandardDefinition(context.getTypeContext().resolve(subtype.value()), null);
            ObjectNode properties = ContractJson.mapper().createObjectNode();
            properties
                    .putObject(nameProperty)
                    .put("const", subtype.name())
                    .put("description", sentences.ofType(subtype.value()));
            schema.path("properties").properties().forEach(each -> properties.set(each.getKey(), each.getValue()));
            schema.set("properties", properties);
            schema.withArray("required").insert(0, nameProperty);
            subtypes.add(schema);
        }
        return definition;
    }

    private static boolean isWrappedText(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getAccessor().isAnnotationPresent(JsonValue.class));
    }

    private static String nameInJson(Object constant) {
        return ContractJson.mapper().valueToTree(constant).textValue();
    }

    private String descriptionOfEnum(Class<?> type) {
        List<String> parts = new ArrayList<>(List.of(sentences.ofType(type)));
        for (Object constant : type.getEnumConstants()) {
            String sentence = sentences.ofConstant((Enum<?>) constant);
            if (sentence != null) {
                parts.add(nameInJson(constant) + ": " + sentence);
            }
        }
        return String.join(" ", parts);
    }

    private @Nullable String descriptionOf(ResolvedType type) {
        return isOurs(type.getErasedType()) ? sentences.ofType(type.getErasedType()) : null;
    }

    private @Nullable String descriptionOf(FieldScope field) {
        return field.isFakeContainerItemScope()
                ? null
                : sentences.ofComponent(field.getRawMember().getDeclaringClass(), field.getName());
    }

    private static boolean isOurs(Class<?> type) {
        return type.getPackageName().startsWith("dev.signalbox");
    }

    private static boolean isNullable(FieldScope field) {
        return Arrays.stream(field.getRawMember().getDeclaringClass().getRecordComponents())
                .filter(component -> component.getName().equals(field.getName()))
                .map(RecordComponent::getAnnotatedType)
                .anyMatch(type -> type.isAnnotationPresent(Nullable.class));
    }

    private static boolean isLeftOutWhenEmpty(FieldScope field) {
        return field.getRawMember().isAnnotationPresent(JsonInclude.class);
    }

    /** Draft 7 ignores what stands beside a reference, so the generator wraps both in allOf; a reader finds the sentence outside. */
    private static void besideTheirReference(JsonNode node) {
        node.forEach(MessageSchemas::besideTheirReference);
        if (node instanceof ObjectNode object && object.get("allOf") instanceof ArrayNode parts) {
            for (int i = parts.size() - 1; i >= 0; i--) {
                if (parts.get(i).size() == 1 && parts.get(i).has("description")) {
                    object.set("description", parts.remove(i).get("description"));
                }
            }
        }
    }
}
