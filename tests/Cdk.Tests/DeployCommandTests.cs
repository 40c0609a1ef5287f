namespace TmuxBuilder.Cdk.Tests;

/// <summary>What <c>./deploy</c> asks of AWS and of the tools, in which order, and when it asks nothing.</summary>
public sealed class DeployCommandTests
{
    private const string Key = "sk-a-key-that-nobody-sees";

    [Fact]
    public async Task A_first_deployment_goes_from_an_empty_account_to_an_address()
    {
        using var folder = new DeployFolder();
        var run = await folder.RunAsync("", environment: new() { ["MODEL_KEY"] = Key });

        Assert.True(run.Status == 0, run.Output);
        Assert.Equal(
            [
                "publish", "npm run build", "cdk bootstrap aws://123456789012/eu-central-1",
                "cdk deploy Data --exclusively", "aws secretsmanager put-secret-value",
                "cdk deploy Portal ControlPlane Workers Observability", "aws s3 sync", "aws s3 sync", "aws s3 cp",
                "aws cloudfront create-invalidation",
            ],
            folder.Acts);
        Assert.Equal("ami-0123456789abcdef0", (string?)folder.Settings()["WorkerImage"]);
        Assert.Equal("tea@tea.example", (string?)folder.Settings()["MailFrom"]);
        Assert.Contains("https://d111.cloudfront.example/client_input", run.Output, StringComparison.Ordinal);
        Assert.Contains("admin-add-user-to-group --user-pool-id the-adminpool", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_far_it_is_is_shown()
    {
        using var folder = new DeployFolder();
        var run = await folder.RunAsync("", environment: new() { ["MODEL_KEY"] = Key });

        Assert.Equal(
            [
                "Tools", "Account", "Building what runs on AWS", "Preparing the account for CDK", "Stack of state",
                "Stacks", "Portal", "Stage tmux-builder is there",
            ],
            run.Output.Split('\n').Where(line => line.StartsWith("== ", StringComparison.Ordinal))
                .Select(line => line[3..]));
        Assert.All(
            folder.Calls.Where(call => call.StartsWith("cdk deploy", StringComparison.Ordinal)),
            call => Assert.Contains("--progress events", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_again_asks_for_nothing_and_changes_no_secret()
    {
        using var folder = new DeployFolder();
        await folder.RunAsync("", environment: new() { ["MODEL_KEY"] = Key });
        var settings = File.ReadAllText(folder.StageFile);
        folder.Forget();

        var run = await folder.RunAsync("");

        Assert.True(run.Status == 0, run.Output);
        Assert.Equal(settings, File.ReadAllText(folder.StageFile));
        Assert.Equal(Key, File.ReadAllText(folder.At("stub/secrets/model-key")));
        Assert.DoesNotContain(folder.Acts, act => act.Contains("bootstrap", StringComparison.Ordinal)
            || act.Contains("put-secret", StringComparison.Ordinal));
        Assert.Contains(folder.Acts, act => act.StartsWith("cdk deploy Portal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_secret_is_in_no_list_of_processes_and_no_builds_environment()
    {
        using var folder = new DeployFolder();
        var run = await folder.RunAsync("", environment: new() { ["MODEL_KEY"] = Key });

        Assert.Equal(Key, File.ReadAllText(folder.At("stub/secrets/model-key")));
        Assert.Equal("600\n", File.ReadAllText(folder.At("stub/modes")));
        Assert.Contains("put-secret-value", File.ReadAllText(folder.At("stub/processes")), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(folder.At("stub")))
        {
            Assert.DoesNotContain(Key, File.ReadAllText(file), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Key, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sealing_key_is_drawn_once_with_all_its_bytes()
    {
        using var folder = new DeployFolder { EmptySecrets = "sealing-key" };
        Assert.Equal(0, (await folder.RunAsync("")).Status);
        var drawn = File.ReadAllText(folder.At("stub/secrets/sealing-key"));
        Assert.Equal(0, (await folder.RunAsync("")).Status);

        Assert.Equal(32, Convert.FromBase64String(drawn).Length);
        Assert.Equal(drawn, File.ReadAllText(folder.At("stub/secrets/sealing-key")));
    }

    [Theory]
    [InlineData("aws secretsmanager get-secret-value *")]
    [InlineData("aws secretsmanager describe-secret *")]
    public async Task A_secret_that_cannot_be_looked_at_is_never_written_over(string call)
    {
        using var folder = new DeployFolder { EmptySecrets = "sealing-key" };
        folder.Fail(call, "An error occurred (AccessDeniedException) when calling it");

        var run = await folder.RunAsync("");

        Assert.Equal(1, run.Status);
        Assert.Contains("AccessDeniedException", run.Output, StringComparison.Ordinal);
        Assert.Equal("", File.ReadAllText(folder.At("stub/secrets/sealing-key")));
        Assert.DoesNotContain(folder.Acts, act => act.StartsWith("cdk deploy Portal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_model_key_and_anybody_to_ask_it_stops_before_there_is_a_worker()
    {
        using var folder = new DeployFolder();
        var run = await folder.RunAsync("");

        Assert.Equal(1, run.Status);
        Assert.Contains("set MODEL_KEY", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Acts, act => act.StartsWith("cdk deploy Portal", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("publish*", "cdk *")]
    [InlineData("npm run build*", "cdk *")]
    [InlineData("cdk bootstrap*", "cdk deploy*")]
    [InlineData("cdk deploy Data*", "aws secretsmanager put*")]
    [InlineData("cdk deploy Portal*", "aws s3 *")]
    [InlineData("aws s3 sync portal/dist/assets*", "aws s3 cp*")]
    public async Task What_fails_ends_it_before_the_next_step(string failing, string next)
    {
        using var folder = new DeployFolder();
        folder.Fail(failing, "It did not work.");

        var run = await folder.RunAsync("", environment: new() { ["MODEL_KEY"] = Key });

        Assert.NotEqual(0, run.Status);
        Assert.DoesNotContain(
            folder.Calls, call => call.StartsWith(next.TrimEnd('*').TrimEnd(), StringComparison.Ordinal));
        Assert.DoesNotContain("is there", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_difference_is_shown_and_nothing_is_changed()
    {
        using var folder = new DeployFolder();
        var settings = File.ReadAllText(folder.StageFile);
        var run = await folder.RunAsync("--diff");

        Assert.True(run.Status == 0, run.Output);
        Assert.Equal(["publish", "cdk diff --all"], folder.Acts);
        Assert.Equal(settings, File.ReadAllText(folder.StageFile));
    }

    [Fact]
    public async Task Another_stage_is_its_own_file_stacks_and_secrets()
    {
        using var folder = new DeployFolder("tea");
        var run = await folder.RunAsync("--stage tea", environment: new() { ["MODEL_KEY"] = Key });

        Assert.True(run.Status == 0, run.Output);
        Assert.All(
            folder.Calls.Where(call => call.StartsWith("cdk ", StringComparison.Ordinal)),
            call => Assert.Contains("-c stage=tea", call, StringComparison.Ordinal));
        Assert.Contains(folder.Calls, call => call.Contains("--stack-name tea-portal", StringComparison.Ordinal));
        Assert.Contains(folder.Calls, call => call.Contains("--secret-id tea/model-key", StringComparison.Ordinal));
        Assert.DoesNotContain(folder.Calls, call => call.Contains("tmux-builder", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--stage coffee", "There is no cdk/stages/coffee.json")]
    [InlineData("--stage ../tea", "is no stage's name")]
    [InlineData("--stage", "Usage")]
    [InlineData("--data", "--data goes with --destroy")]
    [InlineData("--plam", "There is no '--plam'")]
    [InlineData("--plan --destroy", "--plan and --destroy are two things")]
    [InlineData("--destroy --plan", "--destroy and --plan are two things")]
    public async Task What_cannot_be_meant_is_refused_before_anything_is_asked(string words, string sentence)
    {
        using var folder = new DeployFolder();
        var run = await folder.RunAsync(words);

        Assert.Equal(1, run.Status);
        Assert.Contains(sentence, run.Output, StringComparison.Ordinal);
        Assert.Empty(folder.Calls);
    }

    [Fact]
    public async Task Whoever_asks_is_told_how_it_is_used()
    {
        using var folder = new DeployFolder();
        var run = await folder.RunAsync("--help");

        Assert.Equal(0, run.Status);
        Assert.Contains("./deploy --destroy", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("docs/operations.md tells the rest.", run.Output.Trim(), StringComparison.Ordinal);
        Assert.Empty(folder.Calls);
    }

    [Theory]
    [InlineData("aws sts *", "eu-central-1", "AWS does not know you")]
    [InlineData("nothing", "", "No region is chosen")]
    [InlineData("nothing", "eu-central", "'eu-central' is no region")]
    [InlineData("nothing", "Frankfurt", "'Frankfurt' is no region")]
    public async Task Without_an_account_or_a_region_nothing_is_built(string failing, string region, string sentence)
    {
        using var folder = new DeployFolder();
        folder.Fail(failing, "Unable to locate credentials");

        var run = await folder.RunAsync("", environment: new() { ["AWS_REGION"] = region });

        Assert.Equal(1, run.Status);
        Assert.Contains(sentence, run.Output, StringComparison.Ordinal);
        Assert.Empty(folder.Acts);
    }
}
