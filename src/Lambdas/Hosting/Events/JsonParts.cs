using System.Text.Json;

namespace TmuxBuilder.Hosting.Events;

/// <summary>Reads parts of an event; each says by its name which part is not what it should be.</summary>
internal static class JsonParts
{
    /// <summary>Steps onto the value of a property: a string, or <see langword="null"/>.</summary>
    public static string? NextString(ref this Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => Text(in reader, name),
            JsonTokenType.Null => null,
            _ => throw Wrong(name, "a string"),
        };
    }

    /// <summary>Steps onto the value of a property: a time, or <see langword="null"/> for another text.</summary>
    public static DateTimeOffset? NextTime(ref this Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.TryGetDateTimeOffset(out var time) ? time : null,
            JsonTokenType.Null => null,
            _ => throw Wrong(name, "a string"),
        };
    }

    /// <summary>Steps onto the value of a property: where its string lies, unless it is null.</summary>
    public static Slice NextSlice(ref this Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => Slice.OfString(in reader),
            JsonTokenType.Null => default,
            _ => throw Wrong(name, "a string"),
        };
    }

    /// <summary>Steps onto the value of a property and into it, if it is an object and not null.</summary>
    public static bool NextObject(ref this Utf8JsonReader reader, string name) =>
        reader.NextOpens(JsonTokenType.StartObject, name, "an object");

    /// <summary>Steps onto the value of a property and into it, if it is an array and not null.</summary>
    public static bool NextArray(ref this Utf8JsonReader reader, string name) =>
        reader.NextOpens(JsonTokenType.StartArray, name, "an array");

    /// <summary>Steps over the value of a property.</summary>
    public static void SkipNext(ref this Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>The string the reader stands on.</summary>
    public static string Text(in Utf8JsonReader reader, string name) =>
        reader.TokenType == JsonTokenType.String ? Decode(in reader, name) : throw Wrong(name, "a string");

    /// <summary>
    /// The string or the property's name the reader stands on, of the part called <paramref name="name"/>.
    /// </summary>
    public static string Decode(in Utf8JsonReader reader, string name)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            throw new MalformedEventException($"'{name}' is not valid UTF-8.", broken);
        }
    }

    public static MalformedEventException Wrong(string name, string expected) => new($"'{name}' is not {expected}.");

    private static bool NextOpens(ref this Utf8JsonReader reader, JsonTokenType opening, string name, string expected)
    {
        reader.Read();
        return reader.TokenType == opening || (reader.TokenType == JsonTokenType.Null
            ? false
            : throw Wrong(name, expected));
    }
}
