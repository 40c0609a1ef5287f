using System.Reflection;
using System.Text.RegularExpressions;

namespace TmuxBuilder.Architecture.Tests;

/// <summary>Rules of the source that no analyzer knows.</summary>
public sealed partial class SourceTests
{
    private const int Columns = 120;
    private const string StandIns = "/src/Shared/AwsSdk/";

    private static readonly string[] Products =
    [
        "Core", "Records", "Adapters.Embedded", "Adapters.Aws", "Api", "Sockets", "Hosting", "Agent", "Gateway",
        "SiteHost", "Checks", "Builder", "DemoAgent", "Pictures", "Standalone", "AwsSettings", "Api.Function",
        "Sockets.Function", "Sweeper.Function", "Worker",
    ];

    [Fact]
    public void No_source_file_outgrows_its_idea() =>
        Assert.DoesNotContain(AllSources(), file => File.ReadLines(file).Count() > 300);

    [Fact]
    public void No_line_is_wider_than_the_page() => Assert.Empty(AllSources().SelectMany(WideLines));

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var wrong = Checkout.Files("src", "*.cs")
            .Where(file => !file.Contains(StandIns, StringComparison.Ordinal))
            .Where(file => NamespacePattern().Match(File.ReadAllText(file)) is { Success: true } match
                && match.Groups[1].Value != NamespaceOf(file));

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_stand_in_for_a_package_of_aws_has_the_namespaces_of_that_package() =>
        Assert.DoesNotContain(
            Checkout.Files("src", "*.cs").Where(file => file.Contains(StandIns, StringComparison.Ordinal)),
            file => NamespacePattern().Match(File.ReadAllText(file)).Groups[1].Value != StandInNamespaceOf(file));

    [Fact]
    public void No_test_is_switched_off() =>
        Assert.DoesNotContain(Checkout.Files("tests", "*.cs"), file => SkipPattern().IsMatch(File.ReadAllText(file)));

    [Fact]
    public void Classes_are_sealed_unless_made_to_be_derived_from()
    {
        var open = Products.Select(product => Assembly.Load($"TmuxBuilder.{product}"))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false, IsNested: false }
                && type.Namespace?.StartsWith("TmuxBuilder.", StringComparison.Ordinal) == true
                && !type.Assembly.GetTypes().Any(other => other.BaseType == type));

        Assert.Empty(open);
    }

    /// <summary>Lines that are too wide, but for those of raw literals: what they say is somebody's text.</summary>
    private static IEnumerable<string> AllSources() =>
        new[] { "src", "cdk", "tests", "bench" }.SelectMany(folder => Checkout.Files(folder, "*.cs"));

    private static IEnumerable<string> WideLines(string file)
    {
        var isRaw = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            var marks = RawMarkPattern().Count(line);
            if (!isRaw && marks == 0 && line.Length > Columns)
            {
                yield return $"{Path.GetRelativePath(Checkout.Root, file)}:{index + 1}";
            }

            isRaw ^= marks % 2 == 1;
        }
    }

    /// <summary>AWSSDK.CloudFront/Model/x.cs → Amazon.CloudFront.Model; the code that all share is our own.</summary>
    private static string StandInNamespaceOf(string file)
    {
        var parts = Path.GetDirectoryName(file[(file.IndexOf(StandIns, StringComparison.Ordinal) + StandIns.Length)..])!
            .Split('/');
        return parts is ["Wire"] ? "TmuxBuilder.AwsSdk" : string.Join('.', parts).Replace("AWSSDK.", "Amazon.");
    }

    private static string NamespaceOf(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var inner = new Stack<string>();
        while (Directory.GetFiles(folder, "*.csproj") is [])
        {
            inner.Push(Path.GetFileName(folder));
            folder = Path.GetDirectoryName(folder)!;
        }

        return string.Join('.', ["TmuxBuilder", Path.GetFileName(folder), .. inner]);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawMarkPattern();

    [GeneratedRegex(@"\bSkip(When|Unless)?\s*=")]
    private static partial Regex SkipPattern();
}
