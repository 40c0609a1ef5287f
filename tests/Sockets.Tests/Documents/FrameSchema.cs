using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace TmuxBuilder.Sockets.Tests.Documents;

/// <summary>
/// Writes the JSON Schema of every frame from <see cref="FrameShapes"/>: published open, since frames may grow fields,
/// and closed for the tests, so that a field nobody described fails them.
/// </summary>
internal static class FrameSchema
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        RespectNullableAnnotations = true,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(bool closed)
    {
        var definitions = new JsonObject();
        foreach (var (name, shape) in FrameShapes.Server.Concat(FrameShapes.Client))
        {
            definitions[name] = Describe(shape, closed);
        }

        definitions["history"]!["properties"]!["messages"]!["items"] = OneOf(["live", "raw"]);
        definitions["server"] = OneOf(FrameShapes.Server.Select(frame => frame.Name));
        definitions["client"] = OneOf(FrameShapes.Client.Select(frame => frame.Name));
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Frames of /ws/{id}",
            ["description"] = "What the server sends. What a client may send is #/definitions/client.",
            ["oneOf"] = OneOf(FrameShapes.Server.Select(frame => frame.Name))["oneOf"]!.DeepClone(),
            ["definitions"] = definitions,
        };
        return schema.ToJsonString(Options) + "\n";
    }

    private static JsonObject OneOf(IEnumerable<string> names) => new()
    {
        ["oneOf"] = new JsonArray([.. names.Select(name => new JsonObject { ["$ref"] = $"#/definitions/{name}" })]),
    };

    private static JsonNode Describe(Type shape, bool closed) => JsonSchemaExporter.GetJsonSchemaAsNode(
        Options,
        shape,
        new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Transform(context, node, closed),
        });

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node, bool closed)
    {
        if (node is not JsonObject schema)
        {
            return context.PropertyInfo is null ? node : Transform(context, new JsonObject(), closed);
        }

        if (closed && context.TypeInfo.Kind == JsonTypeInfoKind.Object && context.TypeInfo.Type != typeof(object))
        {
            schema["additionalProperties"] = false;
        }

        if (context.PropertyInfo is { } property)
        {
            Constrain(schema, property.AttributeProvider!, property.IsRequired);
        }
        else if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            AddDescription(schema, context.TypeInfo.Type);
        }

        return schema;
    }

    private static void Constrain(JsonObject schema, ICustomAttributeProvider attributes, bool required)
    {
        AddDescription(schema, attributes);
        if (!required && schema["type"] is JsonArray types)
        {
            // What may be absent is never null.
            schema["type"] = types.First(type => (string?)type != "null")!.DeepClone();
        }

        if (Find<RangeAttribute>(attributes) is { } range)
        {
            schema["minimum"] = Convert.ToInt64(range.Minimum, System.Globalization.CultureInfo.InvariantCulture);
            if (range.Maximum is int maximum)
            {
                schema["maximum"] = maximum;
            }
        }

        if (Find<AllowedValuesAttribute>(attributes) is { } allowed)
        {
            schema["enum"] = new JsonArray([.. allowed.Values.Select(value => JsonSerializer.SerializeToNode(value))]);
        }

        if (Find<FaultCodesAttribute>(attributes) is not null)
        {
            schema["enum"] = new JsonArray([.. FaultCodesAttribute.All.Select(fault => JsonValue.Create(fault.Code))]);
        }
    }

    private static void AddDescription(JsonObject schema, ICustomAttributeProvider attributes)
    {
        if (Find<DescriptionAttribute>(attributes) is { } description)
        {
            schema.Insert(0, "description", description.Description);
        }
    }

    private static T? Find<T>(ICustomAttributeProvider attributes)
        where T : Attribute => attributes.GetCustomAttributes(typeof(T), inherit: false).OfType<T>().FirstOrDefault();
}
