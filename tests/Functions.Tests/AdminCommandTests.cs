using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Api.Function;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Functions.Tests.Support;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Functions.Tests;

/// <summary>
/// <c>tb-admin --stage</c> with AWS's own command line: the API's function over the emulator, machines and secrets in
/// moto. The address and the admins' token are the stage's to say.
/// </summary>
public sealed class AdminCommandTests(Stage stage) : IAsyncLifetime
{
    private const string Name = "tea";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tb-admin-");
    private FrontDoor door = null!;
    private Machines machines = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        door = await FrontDoor.OpenAsync(stage);
        machines = await Machines.StartAsync(Name, door.Url, Stage.AdminToken);
        var root = new DirectoryInfo(AwsEmulator.Python()).Parent!.Parent!.Parent!.Parent!.FullName;
        foreach (var file in new[] { "tb-admin", "scripts/setup.sh", "scripts/stage.sh" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
            File.Copy(Path.Combine(root, file), At(file));
        }

        Write("cdk/stages/tea.json", "{}");
        Write("bin/aws", $"#!/bin/sh\necho \"$*\" >>{At("calls")}\nexec {AwsEmulator.Python()} -m awscli \"$@\"\n");
        File.SetUnixFileMode(
            At("bin/aws"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Sessions_are_found_and_renewed_and_what_becomes_of_a_purge_is_shown()
    {
        var guid = await NewSessionAsync("A tea house");
        var id = guid[..12];

        Assert.Contains(guid, await SayAsync("sessions", "all", id), StringComparison.Ordinal);
        Assert.Equal(guid, (string?)JsonNode.Parse(await SayAsync("session", id))!["guid"]);
        Assert.Contains("written anew", await SayAsync("regenerate-prompt", id), StringComparison.Ordinal);
        Assert.Contains("will be replaced", await SayAsync("rotate-keys", id), StringComparison.Ordinal);

        var audit = await SayAsync("audit");
        Assert.Contains("session.regenerate_prompt", audit, StringComparison.Ordinal);
        Assert.Contains("session.rotate_keys", audit, StringComparison.Ordinal);
        Assert.True(await stage.IsRungForAsync(guid));

        // A purge is the workers' to do, and there is none: its receipt says so.
        await AskAsync(HttpMethod.Delete, $"/api/admin/sessions/{guid}");
        var operation = await AskAsync(HttpMethod.Post, $"/api/admin/sessions/{guid}/purge");
        var receipt = JsonNode.Parse(await SayAsync("receipt", (string)operation["operation_id"]!))!;
        Assert.Equal("pending", (string?)receipt["items"]![0]!["state"]);
    }

    [Fact]
    public async Task Workers_are_listed_with_their_machines_and_let_go_one_by_one()
    {
        var ours = await machines.OfAsync("tea-workers");
        var other = Assert.Single(await machines.OfAsync("another-stage-workers"));
        await WorkerAsync(ours[0], await NewSessionAsync("A tea house"));

        var told = (await SayAsync("workers")).Split('\n');

        Assert.Contains($"{ours[0]}\t1 sessions\t1 with work, of 4\tup\theartbeat 0", told);
        Assert.All(ours, one => Assert.Contains($"{one}\tInService\tHealthy\t{AwsAccount.Region}a", told));

        Assert.Contains("left alone", await RefuseAsync("drain", other), StringComparison.Ordinal);
        Assert.Contains("no machine's id", await RefuseAsync("drain", "; reboot"), StringComparison.Ordinal);
        Assert.Contains(ours[0], await SayAsync("drain", ours[0]), StringComparison.Ordinal);
        var left = await machines.OfAsync("tea-workers");
        Assert.Equal([other], await machines.OfAsync("another-stage-workers"));
        Assert.DoesNotContain(ours[0], left);
        Assert.Contains(ours[1], left);
        Assert.Equal(2, left.Count);
    }

    [Fact]
    public async Task A_terminal_is_captured_on_the_machine_that_has_the_session_and_on_no_other()
    {
        var ours = await machines.OfAsync("tea-workers");
        var guid = await NewSessionAsync("A tea house");
        Assert.Contains("No worker has", await RefuseAsync("capture", guid[..12]), StringComparison.Ordinal);
        await WorkerAsync(ours[1], guid);

        await SayAsync("capture", guid[..12], "20");

        var call = Assert.Single(
            await File.ReadAllLinesAsync(At("calls"), Token),
            line => line.StartsWith("ssm send-command", StringComparison.Ordinal));
        Assert.StartsWith($"ssm send-command --instance-ids {ours[1]} --document-name", call, StringComparison.Ordinal);
        var sent = Assert.Single((await machines.AskAsync("ssm", "list-commands"))["Commands"]!.AsArray())!;
        var script = (string)Assert.Single(sent["Parameters"]!["commands"]!.AsArray())!;
        Assert.DoesNotContain(guid, script, StringComparison.Ordinal);
        Assert.Contains("tea is ready", await ShownByAsync(script, guid), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_replaced_where_it_is_kept()
    {
        await SayAsync("rotate-secret", "admin-token");

        var kept = (await machines.AskAsync("secretsmanager", "get-secret-value", "--secret-id", "tea/admin-token"))
            ["SecretString"]!;
        Assert.Matches("^[A-Za-z0-9]{48}$", (string)kept!);
        Assert.Equal(
            2, (int?)JsonNode.Parse(await File.ReadAllTextAsync(At("cdk/stages/tea.json"), Token))!["SecretsRevision"]);
        Assert.Contains("has no origin", await RefuseAsync("rotate-secret", "origin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_that_is_not_there_is_said_to_be_not_there()
    {
        var run = await RunAsync("coffee", "sessions");

        Assert.Equal(1, run.Status);
        Assert.Contains("There is no stage coffee here.", run.Error, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        machines.Dispose();
        await door.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>What a script of the machine's shell shows while there is a terminal of the session.</summary>
    private static async Task<string> ShownByAsync(string script, string guid)
    {
        var server = $"tmux-builder-{Guid.NewGuid():n}";
        var started = await CommandAsync(
            "tmux", ["-L", server, "new-session", "-d", "-s", $"tmux_builder_{guid}", "echo tea is ready; cat"], []);
        Assert.Equal(0, started.Status);
        try
        {
            for (var look = 0; look < 600; look++)
            {
                var shown = await CommandAsync("sh", ["-c", script], []);
                if (shown.Output.Trim().Length > 0)
                {
                    return shown.Output;
                }
            }

            return "";
        }
        finally
        {
            await CommandAsync("tmux", ["-L", server, "kill-server"], []);
        }
    }

    private static async Task<(int Status, string Output, string Error)> CommandAsync(
        string program, IEnumerable<string> words, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromMinutes(10), Token);
        return (process.ExitCode, await output, await error);
    }

    private string At(string file) => Path.Combine(folder.FullName, file);

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
        File.WriteAllText(At(file), text);
    }

    private async Task<string> NewSessionAsync(string request) => (string)(await AskAsync(
        HttpMethod.Post,
        "/api/admin/sessions",
        new JsonObject { ["email"] = "ada@example.com", ["initial_request"] = request }))["guid"]!;

    /// <summary>A worker that has the session.</summary>
    private async Task WorkerAsync(string machine, string guid)
    {
        var leases = ApiHost.Compose(stage.Settings.GetValueOrDefault).Services.GetRequiredService<ILeaseStore>();
        var worker = WorkerId.Parse(machine);
        await leases.RegisterAsync(new WorkerRecord(worker, 0, 4, false, TimeProvider.System.GetUtcNow()), Token);
        Assert.NotNull(await leases.AcquireAsync(SessionId.Parse(guid), worker, Token));
    }

    private async Task<JsonNode> AskAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var http = new HttpClient { BaseAddress = door.Url, Timeout = TimeSpan.FromMinutes(5) };
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Authorization", $"Bearer {Stage.AdminToken}");
        request.Content = body is null ? null : new StringContent(body.ToJsonString());
        using var answer = await http.SendAsync(request, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<string> SayAsync(params string[] words)
    {
        var run = await RunAsync(Name, words);
        Assert.True(run.Status == 0, $"{words[0]}: {run.Error}");
        return run.Output;
    }

    private async Task<string> RefuseAsync(params string[] words)
    {
        var run = await RunAsync(Name, words);
        Assert.Equal(1, run.Status);
        return run.Error;
    }

    private Task<(int Status, string Output, string Error)> RunAsync(string name, params string[] words) =>
        CommandAsync(
            At("tb-admin"),
            ["--stage", name, .. words],
            new(machines.Environment)
            {
                ["PATH"] = $"{At("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
                ["TMUXBUILDER_ADMIN_TOKEN"] = "",
            });
}
