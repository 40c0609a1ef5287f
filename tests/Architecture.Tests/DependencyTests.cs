using System.Xml.Linq;

namespace TmuxBuilder.Architecture.Tests;

/// <summary>Dependencies point one way: Core ← adapters, Api, Sockets, Agent ← Builder ← hosts.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Core"] = [],
        ["Adapters.Embedded"] = ["Core"],
        ["Api"] = ["Core"],
        ["Sockets"] = ["Core"],
        ["Hosting"] = [],
        ["Agent"] = ["Core"],
        ["Gateway"] = ["Core", "Agent"],
        ["SiteHost"] = ["Core"],
        ["Checks"] = ["Core", "Agent", "Gateway", "SiteHost"],
        ["Builder"] = ["Core", "Agent", "Checks"],
        ["DemoAgent"] = [],
        ["Standalone"] =
        [
            "Core", "Adapters.Embedded", "Api", "Sockets", "Agent", "Builder", "Checks", "Gateway", "SiteHost",
            "DemoAgent",
        ],
    };

    private static readonly string[] WithAspNet =
        ["Api", "Sockets", "Hosting", "Checks", "Gateway", "SiteHost", "Standalone"];

    public static TheoryData<string> Projects() => [.. Checkout.Files("src", "*.csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_lies_inward_of_it(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);

        var references = Items(file, "ProjectReference").Select(
            path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        Assert.Contains(name, Allowed.Keys);
        Assert.Subset(Allowed[name].ToHashSet(), references.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_hosts_of_http_know_the_web_framework(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);

        var web = Items(file, "FrameworkReference").Any()
            || XDocument.Load(file).Root!.Attribute("Sdk")!.Value.EndsWith(".Web", StringComparison.Ordinal);

        Assert.Equal(WithAspNet.Contains(name), web);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_project_here_knows_a_cloud_sdk(string file) =>
        Assert.DoesNotContain(
            Items(file, "PackageReference"),
            package => package.StartsWith("AWSSDK", StringComparison.Ordinal)
                || package.StartsWith("Amazon", StringComparison.Ordinal));

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(item => item.Attribute("Include")!.Value);
}
