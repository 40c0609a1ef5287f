using Amazon.S3.Model;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;

namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>The same with the tool that an agent has at hand; each with a control by the owner of it all.</summary>
public sealed class CliIsolationTests : IAsyncLifetime
{
    private readonly Neighbours all = new();
    private AwsCli cli = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await all.InitializeAsync();
        cli = new AwsCli(all.World.Account);
    }

    public async ValueTask DisposeAsync()
    {
        await cli.DisposeAsync();
        await all.DisposeAsync();
    }

    [Fact]
    public async Task Every_attempt_is_refused_and_its_control_succeeds()
    {
        var wrong = new List<string>();
        foreach (var (_, command) in CliAttempts.All)
        {
            var arguments = await FillAsync(command);
            var attack = await cli.RunAsync(all.Attacker.Caller, arguments, Cancellation);
            if (attack.Status == 0 || attack.Code is null || !Refused.Is(attack.Code))
            {
                wrong.Add($"not refused: {command}: {attack}");
            }

            var control = await cli.RunAsync(all.Owner, arguments, Cancellation);
            if (control.Status != 0)
            {
                wrong.Add($"no control: {command}: {control}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void There_are_enough_attempts_of_enough_classes()
    {
        Assert.InRange(CliAttempts.All.Count, 40, 1000);
        Assert.InRange(CliAttempts.All.DistinctBy(attempt => attempt.Class).Count(), 15, 1000);
    }

    [Fact]
    public async Task What_is_ones_own_is_open_at_the_command_line()
    {
        foreach (var command in new[]
        {
            "s3 ls s3://{attacker}",
            "s3api put-object --bucket {attacker} --key live/own.html",
            "s3 cp s3://{attacker}/live/own.html s3://{attacker}/live/copy.html",
            "s3 rm s3://{attacker}/live/copy.html",
            "cloudfront get-distribution --id {own-cdn}",
            "cloudfront create-invalidation --distribution-id {own-cdn} --paths /*",
            "sts get-caller-identity",
        })
        {
            var answer = await cli.RunAsync(all.Attacker.Caller, await FillAsync(command), Cancellation);
            Assert.True(answer.Status == 0, $"{command}: {answer}");
        }
    }

    /// <summary>The words of a command, with what it aims at made for it.</summary>
    private async Task<string[]> FillAsync(string command)
    {
        var made = command.Contains("{made}", StringComparison.Ordinal) ? await MakeAsync() : "";
        var found = command.Contains("{object}", StringComparison.Ordinal) ? await all.PutAsync(all.Victim.Bucket) : "";
        Dictionary<string, string> names = new()
        {
            ["victim"] = all.Victim.Bucket,
            ["attacker"] = all.Attacker.Bucket,
            ["blobs"] = all.Blobs,
            ["made"] = made,
            ["object"] = found,
            ["new"] = all.NewName($"tmux-{all.Attacker.Session.Short}-new-"),
            ["name"] = all.NewName("somebody-"),
            ["victims-cdn"] = all.Victim.Distribution,
            ["victims-cdn-arn"] = all.Victim.DistributionArn,
            ["own-cdn"] = all.Attacker.Distribution,
            ["victims-user"] = all.Victim.User,
            ["own-user"] = all.Attacker.User,
            ["boundary"] = all.World.Options.Tenants.BoundaryArn,
            ["table"] = all.Table,
            ["endpoint"] = all.World.Account.Endpoint.AbsoluteUri,
            ["sockets"] = all.World.Options.Sockets.Endpoint!.AbsoluteUri,
        };
        return [.. command.Split(' ').Select(word => names.Aggregate(
            word, (text, pair) => text.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal)))];
    }

    /// <summary>A bucket in the victim's name, with one object and a policy.</summary>
    private async Task<string> MakeAsync()
    {
        var bucket = all.NewName($"tmux-{all.Victim.Session.Short}-made-");
        using var s3 = all.Owner.S3;
        await s3.MakeBucketAsync(bucket, Cancellation);
        await s3.PutPublicAccessBlockAsync(
            new PutPublicAccessBlockRequest
            {
                BucketName = bucket,
                PublicAccessBlockConfiguration = new PublicAccessBlockConfiguration { BlockPublicAcls = true },
            },
            Cancellation);
        return bucket;
    }
}
