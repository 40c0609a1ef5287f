using System.Text.RegularExpressions;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Builder.Prompts;

namespace TmuxBuilder.Builder.Tests.Prompts;

/// <summary>What stands in a session's <c>.claude</c>, and that it names nothing that does not exist.</summary>
public sealed partial class KnowledgeTests : IDisposable
{
    private static readonly string[] Skills = [.. Knowledge.Paths
        .Where(path => path.EndsWith("/SKILL.md", StringComparison.Ordinal))
        .Select(path => path.Split('/')[1])];

    private static readonly string[] Agents = [.. Knowledge.Paths
        .Where(path => path.StartsWith("agents/", StringComparison.Ordinal))
        .Select(path => path.Split('/')[1][..^".md".Length])];

    private readonly string root = Directory.CreateTempSubdirectory("tb-knowledge-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Texts =>
        [.. Knowledge.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal))];

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void There_is_a_skill_for_each_kind_of_work_and_an_agent_for_each_role()
    {
        Assert.Equal(
            [
                "accessibility-and-seo", "cache-and-invalidation", "cors", "debug-a-site", "design", "forms-and-state",
                "from-an-upload", "images", "one-command-deploy", "plan-then-build", "refine-a-site",
                "responsive-layout", "static-deploy", "testing",
            ],
            Skills);
        Assert.Equal(["cache", "deployer", "tester"], Agents);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Each_has_the_front_matter_the_cli_looks_for_and_is_short(string path)
    {
        var text = await ReadAsync(path);

        var head = FrontMatter().Match(text);
        Assert.True(head.Success, "no front matter");
        Assert.Equal(path.Split('/')[1].Replace(".md", "", StringComparison.Ordinal), head.Groups["name"].Value);
        Assert.InRange(head.Groups["description"].Value.Length, 40, 250);
        Assert.InRange(text.Split('\n').Length, 20, 80);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 240));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Every_file_and_skill_it_names_exists(string path)
    {
        var text = await ReadAsync(path);

        Assert.All(
            KnowledgePath().Matches(text).Select(match => match.Groups[1].Value),
            named => Assert.Contains(named, Knowledge.Paths));
        Assert.All(
            SkillName().Matches(text).Select(match => match.Groups[1].Value), named => Assert.Contains(named, Skills));
        Assert.All(
            Script().Matches(text).Select(match => match.Value),
            script => Assert.Contains(script, (string[])["./notify.sh", "./deploy.sh", "./check.sh"]));
        foreach (var named in StarterFile().Matches(text).Select(match => match.Value))
        {
            Assert.NotEmpty(Directory.GetFiles(
                Path.Combine(AppContext.BaseDirectory, "starter", "src"), named, SearchOption.AllDirectories));
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task It_asks_for_nothing_a_session_may_not_do(string path)
    {
        var text = await ReadAsync(path);

        Assert.DoesNotMatch(@"(?i)\baws (s3|cloudfront|configure|sts)\b|\bAWS_|--profile\b|\bazure\b", text);
        Assert.DoesNotMatch(@"(?i)\bcurl\b|\bwget\b|\bnpx\b|\bsudo\b|\bapt-get\b", text);
    }

    [Fact]
    public async Task A_newer_build_takes_the_place_of_an_older_one_and_leaves_what_is_the_agents_own()
    {
        using var folder = SafeFolder.Open(root);
        await Knowledge.WriteAsync(folder, Token);
        Directory.CreateDirectory(Path.Combine(root, ".claude/skills/left-over"));
        await File.WriteAllTextAsync(Path.Combine(root, ".claude/skills/left-over/SKILL.md"), "old", Token);
        await File.WriteAllTextAsync(Path.Combine(root, ".claude/agents/tester.md"), "old", Token);
        await File.WriteAllTextAsync(Path.Combine(root, ".claude/notes.md"), "mine", Token);

        await Knowledge.WriteAsync(folder, Token);

        Assert.Equal(
            Knowledge.Paths.Append("notes.md").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Path.Combine(root, ".claude"), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Path.Combine(root, ".claude"), file))
                .Order(StringComparer.Ordinal));
        Assert.NotEqual("old", await File.ReadAllTextAsync(Path.Combine(root, ".claude/agents/tester.md"), Token));
    }

    private async Task<string> ReadAsync(string path)
    {
        using var folder = SafeFolder.Open(root);
        await Knowledge.WriteAsync(folder, Token);
        return await File.ReadAllTextAsync(Path.Combine(root, ".claude", path), Token);
    }

    [GeneratedRegex(
        @"\A---\nname: (?<name>[a-z0-9-]+)\ndescription: (?<description>[^\n]+)\n(tools: [A-Za-z, ]+\n)?---\n")]
    private static partial Regex FrontMatter();

    [GeneratedRegex(@"\.claude/((?:skills|agents)/[\w./-]*\w)")]
    private static partial Regex KnowledgePath();

    [GeneratedRegex(@"\bskill ([a-z]+(?:-[a-z]+)*)\b(?=[).,;:]| and | or |$)", RegexOptions.Multiline)]
    private static partial Regex SkillName();

    [GeneratedRegex(@"(?<![\w/])\./\w+\.sh")]
    private static partial Regex Script();

    [GeneratedRegex(@"\b[A-Za-z]+\.tsx?\b(?=`)")]
    private static partial Regex StarterFile();
}
