using System.Text.Json.Nodes;

namespace TmuxBuilder.Cdk.Tests.Support;

/// <summary>
/// A checkout with the real <c>./deploy</c> and its scripts, in which every tool that reaches AWS or builds is
/// <c>stub-tool.sh</c>.
/// </summary>
internal sealed class DeployFolder : IDisposable
{
    private static readonly string[] Tools = ["aws", "curl", "dotnet", "jq", "npm"];

    private static readonly string[] Commands =
        ["deploy", "tb-admin", "scripts/setup.sh", "scripts/stage.sh", "cdk/cli/package-lock.json"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tb-deploy-");

    public DeployFolder(string stage = "tmux-builder")
    {
        Stage = stage;
        foreach (var part in new[] { "bin", "home", "stub/stacks", "stub/secrets", "stub/templates" })
        {
            Directory.CreateDirectory(At(part));
        }

        foreach (var file in Commands)
        {
            Copy(file, file);
        }

        Copy("cdk/cli/package-lock.json", "cdk/cli/node_modules/.installed");
        Copy("cdk/cli/package-lock.json", "portal/package-lock.json");
        Copy("cdk/cli/package-lock.json", "portal/node_modules/.installed");
        File.WriteAllText(At("portal/package.json"), "{}");
        Directory.CreateDirectory(At("cdk/stages"));
        File.WriteAllText(StageFile, """{"MailFrom": "tea@tea.example"}""");
        File.WriteAllText(At("stub/ledger"), "");
        Stub("publish");
        Stub("cdk/cli/node_modules/.bin/cdk");
        foreach (var tool in Tools)
        {
            Stub($"bin/{tool}");
        }
    }

    public string Stage { get; }

    public string StageFile => At($"cdk/stages/{Stage}.json");

    /// <summary>The secrets that the stack of state makes without a value.</summary>
    public string EmptySecrets { get; init; } = "model-key";

    /// <summary>The calls of all tools, in their order.</summary>
    public IReadOnlyList<string> Calls => File.Exists(At("stub/calls")) ? File.ReadAllLines(At("stub/calls")) : [];

    /// <summary>The calls that change something, and builds, without their settings.</summary>
    public IReadOnlyList<string> Acts =>
    [
        .. Calls.Where(IsAct).Select(call => call.StartsWith("cdk ", StringComparison.Ordinal)
            ? call.Split(" --require-approval")[0].Split(" -c ")[0]
                + (call.Contains("retain=false", StringComparison.Ordinal) ? " without retention" : "")
            : string.Join(' ', call.Split(' ').Take(3)).TrimEnd()),
    ];

    public string At(string path) => Path.Combine(folder.FullName, path);

    /// <summary>Makes calls that fit a pattern of the shell fail with a sentence.</summary>
    public void Fail(string pattern, string sentence) =>
        File.AppendAllText(At("stub/faults"), $"{pattern}\t{sentence}\n");

    public void Forget() => File.Delete(At("stub/calls"));

    public JsonObject Settings() => JsonNode.Parse(File.ReadAllText(StageFile))!.AsObject();

    /// <summary>Runs <c>./deploy</c> on the stage, with something typed.</summary>
    public Task<CommandRun> RunAsync(string words, string typed = "", Dictionary<string, string>? environment = null) =>
        RunAsync("deploy", words, typed, environment);

    /// <summary>Runs one of the checkout's commands.</summary>
    public Task<CommandRun> RunAsync(
        string command, string words, string typed, Dictionary<string, string>? environment) =>
        CommandRun.RunAsync(
            At(command),
            [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            new Dictionary<string, string>
            {
                ["PATH"] = $"{At("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
                ["HOME"] = At("home"),
                ["STUB"] = At("stub"),
                ["STUB_SECRETS"] = EmptySecrets,
                ["STAGE"] = Stage,
                ["AWS_REGION"] = "eu-central-1",
                ["AWS_DEFAULT_REGION"] = "",
                ["MODEL_KEY"] = "",
                ["MAIL_PASSWORD"] = "",
            }.Concat(environment ?? []).GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Last().Value),
            typed);

    public void Dispose() => folder.Delete(recursive: true);

    private static bool IsAct(string call) =>
        call.Split(' ') is [var tool, ..] words
        && (tool is "publish" or "cdk" || (tool == "npm" && words[1] == "run")
            || (tool == "aws" && words[1] == "s3")
            || (tool == "aws" && words[2].Split('-')[0] is "put" or "delete" or "create" or "update"));

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(to))!);
        File.Copy(Path.Combine(Checkout.Root, from), At(to));
    }

    private void Stub(string path)
    {
        Copy("tests/Cdk.Tests/Support/stub-tool.sh", path);
        File.SetUnixFileMode(At(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
