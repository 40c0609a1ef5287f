using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>Each template of the plainest stage, so that what a change does to AWS is read as a diff.</summary>
public sealed partial class SnapshotTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Stacks() => [.. Stage.Plain.Templates.Keys];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void A_template_is_as_it_was_reviewed(string stack)
    {
        var file = Path.Combine(Checkout.Root, "tests/Cdk.Tests/Snapshots", $"{stack}.json");
        var now = HashPattern().Replace(Stage.Plain.Templates[stack].ToJsonString(Readable), "hash") + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GENERATED") == "1")
        {
            File.WriteAllText(file, now);
        }

        Assert.Equal(File.ReadAllText(file), now);
    }

    /// <summary>Assets are named by what is in them.</summary>
    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex HashPattern();
}
