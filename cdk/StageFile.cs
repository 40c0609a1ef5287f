using System.Text.Json;
using System.Text.Json.Serialization;

namespace TmuxBuilder.Cdk;

/// <summary>Reads <c>cdk/stages/NAME.json</c>.</summary>
internal static class StageFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>What the file says of the stage.</summary>
    /// <exception cref="StageException">It is absent, or says what no stage can choose.</exception>
    public static StageSettings Read(string folder, string stage)
    {
        var file = Path.Combine(folder, $"{stage}.json");
        if (!File.Exists(file))
        {
            throw new StageException([$"There is no {file}; copy one beside it and change what is to differ."]);
        }

        try
        {
            return JsonSerializer.Deserialize<StageSettings>(File.ReadAllText(file), Options)! with { Stage = stage };
        }
        catch (JsonException wrong)
        {
            throw new StageException([$"{file} cannot be read: {wrong.Message}"]);
        }
    }
}
