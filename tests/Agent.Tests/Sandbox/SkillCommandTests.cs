using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;

namespace TmuxBuilder.Agent.Tests.Sandbox;

/// <summary>What the skills and agents tell an agent to run, as written, where the agent would run it.</summary>
public sealed partial class SkillCommandTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly ProbeFixture fixture = new(packageCache: Checkout.PackageCache);
    private readonly List<string> deploys = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Every_command_of_every_skill_and_agent_runs_as_written()
    {
        var start = await PrepareAsync();
        await using var agent = await fixture.Agents.StartAsync(start, Token);
        await RunAsync(start, """set -e; "$TB_STARTER/begin.sh" code; npm --prefix code run build""");
        var blocks = Blocks().ToArray();
        Assert.True(blocks.Length >= 20, $"only {blocks.Length} commands were found");
        foreach (var (index, (_, command)) in blocks.Index())
        {
            await WriteAsync(start, $"block-{index}.sh", command);
        }

        var said = await RunAsync(start, string.Create(CultureInfo.InvariantCulture, $$"""
            for index in $(seq 0 {{blocks.Length - 1}}); do
              bash -e "block-$index.sh" >"block-$index.out" 2>&1; echo "$index $?"
            done
            """));

        var endings = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in endings.Where(line => !line.EndsWith(" 0", StringComparison.Ordinal)))
        {
            var index = int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);
            var output = await File.ReadAllTextAsync(Path.Combine(start.Folder, $"block-{index}.out"), Token);
            Assert.Fail($"{blocks[index].File} ended with {line}:\n{blocks[index].Command}\n{output}");
        }

        Assert.Equal(blocks.Length, endings.Length);
        Assert.All(deploys, arguments => Assert.Equal("--project tea-shop --dir code/dist", arguments));
        Assert.Equal(3, deploys.Count);
    }

    [Fact]
    public async Task A_command_stops_before_it_publishes_what_a_gate_refuses()
    {
        const string ship = "bash .claude/skills/one-command-deploy/ship.sh";
        var start = await PrepareAsync();
        await WriteAsync(start, "code/src/index.html", "<html lang=\"en\"><title>Tea</title><p>Tea</p></html>\n");
        await WriteAsync(start, "code/public/robots.txt", "User-agent: *\n");
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var said = await RunAsync(start, $$"""
            {{ship}} >/dev/null 2>&1; echo "no slug $?"
            touch tmp/fail; {{ship}} tea-shop; echo "failing check $?"; rm tmp/fail
            echo '<a href="#">x</a> lorem ipsum' >code/src/half.html
            {{ship}} tea-shop; echo "unfinished source $?"; rm code/src/half.html
            touch tmp/unable; {{ship}} tea-shop | tail -2; echo "no browser ${PIPESTATUS[0]}"; rm tmp/unable
            {{ship}} tea-shop --new; echo "all well $?"; ls code/dist
            """);

        Assert.Contains("no slug 2\n", said, StringComparison.Ordinal);
        Assert.Contains(
            "error title on /: no title | cure: add one\nnot passed\nfailing check 1\n",
            said,
            StringComparison.Ordinal);
        Assert.Contains("unfinished source 1\n", said, StringComparison.Ordinal);
        Assert.Contains(
            "Not checked: there is no browser.\nPublished.\nno browser 0\n", said, StringComparison.Ordinal);
        Assert.EndsWith("Published and checked.\nall well 0\nindex.html\nrobots.txt\n", said, StringComparison.Ordinal);
        Assert.Equal(["--project tea-shop --dir code/dist", "--project tea-shop --dir code/dist --new"], deploys);
    }

    [Theory]
    [InlineData("page.html", "<html><p>Lorem ipsum</p></html>", "filler text")]
    [InlineData("page.html", "<html><img src=\"https://picsum.photos/9\"></html>", "placeholder picture")]
    [InlineData("page.html", "<html><a href=\"#\">x</a></html>", "link that leads nowhere")]
    [InlineData("page.html", "<html><a href=\"/gone.html\">x</a></html>", "names /gone.html, which is not there")]
    [InlineData("page.html", "<html><p>cut", "ends before </html>")]
    [InlineData("src/App.tsx", "import { a } from \"./gone\";\n", "imports ./gone, which is not there")]
    [InlineData("src/App.tsx", "export const a = <button onClick={() => {}}>x</button>;", "handler that does nothing")]
    [InlineData("src/App.tsx", "export const a = 1;\nfunction half() {\n  return", "ends in the middle")]
    [InlineData("src/App.tsx", "export const a = 1; // ... rest of the code", "left out or left open")]
    [InlineData("src/App.tsx", "fetch(\"http://localhost:3000/x\");", "address of a development server")]
    [InlineData("src/App.tsx", "  \n", "empty")]
    [InlineData("src/index.css", "@import \"tailwindcss\";", "Tailwind 4")]
    [InlineData("notes.txt", "nothing to build", "there is no source at all")]
    public async Task The_gate_before_building_finds_what_is_unfinished(string file, string text, string finding)
    {
        var start = await PrepareAsync();
        await WriteAsync(start, $"code/{file}", text);
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var said = await RunAsync(start, """node .claude/skills/testing/before-build.mjs code; echo "status $?" """);

        Assert.Contains(finding, said, StringComparison.Ordinal);
        Assert.EndsWith("status 1\n", said, StringComparison.Ordinal);
        Assert.Equal(2, said.Count(letter => letter == '\n'));
    }

    [Theory]
    [InlineData(false, "status 0\n")]
    [InlineData(true, "names /rooms, which is not there\nstatus 1\n")]
    public async Task An_address_only_a_script_knows_is_good_where_one_page_stands_for_all(bool hasMore, string end)
    {
        var start = await PrepareAsync();
        await WriteAsync(start, "code/index.html", "<html><a href=\"/rooms\">Rooms</a></html>\n");
        if (hasMore)
        {
            await WriteAsync(start, "code/prices.html", "<html><p>Prices</p></html>\n");
        }

        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var said = await RunAsync(start, """node .claude/skills/testing/before-build.mjs code; echo "status $?" """);

        Assert.EndsWith(end, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_of_uploaded_documents_are_read()
    {
        var start = await PrepareAsync();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var said = await RunAsync(start, """
            for file in uploads/*; do node .claude/skills/from-an-upload/document-text.mjs "$file"; done
            """);

        Assert.Contains("Assam & Darjeeling\nOpen until ten", said, StringComparison.Ordinal);
        Assert.Contains("An old letter about the tea house", said, StringComparison.Ordinal);
        Assert.Contains("plain words", said, StringComparison.Ordinal);
        Assert.DoesNotContain("w:p", said, StringComparison.Ordinal);
    }

    /// <summary>A session as the worker prepares it, with what an agent would have made of it by then.</summary>
    private async Task<AgentStart> PrepareAsync()
    {
        var start = fixture.Prepare();
        fixture.Calls.Answer = async (call, output, cancellationToken) =>
        {
            switch (call.Verb)
            {
                case "check":
                    return await CheckAsync(start.Folder, output, cancellationToken);
                case "deploy":
                    lock (deploys)
                    {
                        deploys.Add(string.Join(' ', call.Arguments));
                    }

                    await output("http://tea-shop.localhost/", cancellationToken);
                    return 0;
                default:
                    return 0;
            }
        };
        foreach (var kind in (string[])["skills", "agents"])
        {
            var source = Path.Combine(Checkout.Root, ".claude", kind);
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                await WriteAsync(
                    start,
                    $".claude/{kind}/{Path.GetRelativePath(source, file)}",
                    await File.ReadAllTextAsync(file, Token));
            }
        }

        foreach (var name in (string[])["code", "docs", "tmp", "uploads"])
        {
            Directory.CreateDirectory(Path.Combine(start.Folder, name));
        }

        foreach (var name in (string[])["status.json", "activity_log.jsonl", "chat_history.jsonl", "summary.md"])
        {
            await WriteAsync(start, name, "{}\n");
        }

        await WriteAsync(start, "uploads/1_note.txt", "plain words");
        await File.WriteAllBytesAsync(Path.Combine(start.Folder, "uploads/2_menu.docx"), Docx(), Token);
        await File.WriteAllBytesAsync(
            Path.Combine(start.Folder, "uploads/3_letter.doc"),
            [0xD0, 0xCF, 0x11, 0xE0, 0, 1, .. Encoding.Latin1.GetBytes("An old letter about the tea house\r"), 0, 1],
            Token);
        return start;
    }

    /// <summary>
    /// Stands in for the worker's check: passes, unless the file tmp/fail is there, or tmp/unable for want of a
    /// browser.
    /// </summary>
    private static async Task<int> CheckAsync(
        string folder, Func<string, CancellationToken, Task> output, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(folder, "tmp/unable")))
        {
            await output("Not checked: there is no browser.", cancellationToken);
            return 3;
        }

        if (File.Exists(Path.Combine(folder, "tmp/fail")))
        {
            await output("""{"passed":false,"findings":[""", cancellationToken);
            await output(
                """{"rule":"title","severity":"error","page":"/","detail":"no title","cure":"add one"}]}""",
                cancellationToken);
            return 1;
        }

        await output("""{"passed":true,"findings":[]}""", cancellationToken);
        return 0;
    }

    private static byte[] Docx()
    {
        const string xml = """
            <w:document><w:body><w:p><w:r><w:t>Assam &amp; Darjeeling</w:t></w:r></w:p>
            <w:p><w:r><w:t>Open until </w:t></w:r><w:r><w:t>ten</w:t></w:r></w:p></w:body></w:document>
            """;
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var other = new StreamWriter(zip.CreateEntry("[Content_Types].xml").Open()))
            {
                other.Write("<Types/>");
            }

            using var document = new StreamWriter(zip.CreateEntry("word/document.xml").Open());
            document.Write(xml.ReplaceLineEndings(""));
        }

        return bytes.ToArray();
    }

    /// <summary>Runs a script as the agent; calls of other scripts may come before its end.</summary>
    private async Task<string> RunAsync(AgentStart start, string script)
    {
        await WriteAsync(start, "probe.sh", script);
        await fixture.TypeAsync(start, "bash probe.sh >probe.out 2>&1 </dev/null; ./notify.sh done");
        AgentCall call;
        do
        {
            call = await fixture.Calls.NextAsync(Limit);
        }
        while (call is not { Verb: "notify", Arguments: ["done"] });

        using var folder = SafeFolder.Open(start.Folder);
        return await folder.ReadTextAsync("probe.out", 10_000_000, Token) ?? "";
    }

    private static async Task WriteAsync(AgentStart start, string path, string text)
    {
        var full = Path.Combine(start.Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        await File.WriteAllTextAsync(full, text, Token);
    }

    private static IEnumerable<(string File, string Command)> Blocks() =>
        from file in Directory
            .EnumerateFiles(Path.Combine(Checkout.Root, ".claude"), "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
        from match in Block().Matches(File.ReadAllText(file))
        select (Path.GetRelativePath(Checkout.Root, file), match.Groups[1].Value);

    [GeneratedRegex(@"^```sh\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
