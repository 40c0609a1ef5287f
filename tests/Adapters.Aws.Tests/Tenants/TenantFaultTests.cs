using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Tenants;

/// <summary>Every call of an identity's whole life fails: once, often, for ever, or with its answer lost.</summary>
public sealed class TenantFaultTests : CloudTest
{
    private const int MaxRuns = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private ITenantIdentity Identity => World.Get<ITenantIdentity>();

    public static TheoryData<string> Operations() =>
    [
        "iam:CreateUser", "iam:PutUserPolicy", "iam:CreateAccessKey", "iam:ListAccessKeys", "iam:DeleteAccessKey",
        "iam:GetUser", "iam:ListUserPolicies", "iam:DeleteUserPolicy", "iam:DeleteUser", "sts:GetCallerIdentity",
        "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem",
    ];

    protected override async ValueTask<StoreWorld> OpenAsync() => await TenantWorld.OpenAsync(new QuickTime());

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Whatever_call_fails_the_next_try_ends_well(string operation)
    {
        foreach (var fault in new[]
        {
            AwsFault.Broken(operation),
            AwsFault.Broken(operation, times: 3),
            AwsFault.Broken(operation, times: 3) with { Sparing = 1 },
            AwsFault.Throttled(operation, times: 3),
            AwsFault.Expired(operation, times: 3),
            AwsFault.AnswerLost(operation, times: 3),
        })
        {
            var session = (await World.StoredSessionAsync()).Id;
            await World.LeaseAsync(session, Sample.WorkerA);
            var id = await Cloud.Account.FailAsync(fault, Cancellation);
            await LiveAsync(session);
            // What is asked for once has no second call to fail.
            Assert.True(fault.Sparing > 0 || await Cloud.Account.HitsAsync(id, 0, Cancellation) > 0);
            await Cloud.Account.EndFaultsAsync(Cancellation);
            await EmptyAsync(session);
        }
    }

    [Theory]
    [InlineData("iam:CreateUser")]
    [InlineData("iam:PutUserPolicy")]
    [InlineData("iam:CreateAccessKey")]
    [InlineData("iam:ListAccessKeys")]
    [InlineData("sts:GetCallerIdentity")]
    public async Task A_call_that_fails_for_ever_gives_no_keys_and_is_told_of(string operation)
    {
        var session = World.NewSession().Id;
        await Cloud.Account.FailAsync(AwsFault.Broken(operation, times: -1), Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Identity.EnsureAsync(session, Cancellation));

        await Cloud.Account.EndFaultsAsync(Cancellation);
        await WorkingAsync((await Identity.EnsureAsync(session, Cancellation))!);
        await Identity.RevokeAsync(session, Cancellation);
        await EmptyAsync(session);
    }

    [Theory]
    [InlineData("iam:ListUserPolicies", "NoSuchEntity", 404)]
    [InlineData("iam:DeleteUser", "DeleteConflict", 409)]
    public async Task A_user_that_IAM_is_of_two_minds_about_is_told_of_and_removed_later(
        string operation, string code, int status)
    {
        var session = World.NewSession().Id;
        await Identity.EnsureAsync(session, Cancellation);
        await Cloud.Account.FailAsync(
            new AwsFault { Operation = operation, Times = -1, Code = code, Status = status }, Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => Identity.RevokeAsync(session, Cancellation).WaitAsync(Patience, Cancellation));

        await Cloud.Account.EndFaultsAsync(Cancellation);
        await Identity.RevokeAsync(session, Cancellation);
        await EmptyAsync(session);
    }

    /// <summary>From the making of an identity to its end; what fails is done again, as by another process.</summary>
    private async Task LiveAsync(SessionId session)
    {
        TenantKeys? first = null;
        TenantKeys? second = null;
        Func<Task>[] steps =
        [
            async () => first = await Identity.EnsureAsync(session, Cancellation),
            async () => second = await Identity.RotateAsync(session, Cancellation),
            async () => second = await Identity.EnsureAsync(session, Cancellation),
            () => Identity.RevokeAsync(session, Cancellation),
        ];
        var failures = 0;
        foreach (var step in steps)
        {
            while (true)
            {
                try
                {
                    await step();
                    break;
                }
                catch (StoreUnavailableException)
                {
                    Assert.InRange(++failures, 1, MaxRuns);
                    await World.ReopenAsync();
                }
            }
        }

        Assert.NotEqual(first!.AccessKeyId, second!.AccessKeyId);
    }

    private async Task WorkingAsync(TenantKeys keys)
    {
        using var sts = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey),
            Cloud.Account.Configure(new AmazonSecurityTokenServiceConfig()));
        var who = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancellation);
        Assert.EndsWith(keys.UserName, who.Arn, StringComparison.Ordinal);
    }

    private async Task EmptyAsync(SessionId session)
    {
        var iam = World.Get<IAmazonIdentityManagementService>();
        await Assert.ThrowsAsync<NoSuchEntityException>(
            () => iam.GetUserAsync(new GetUserRequest($"tmux-user-{session.Short}"), Cancellation));
        Assert.DoesNotContain(
            await World.Get<IResourceLedger>().ListAsync(session, Cancellation),
            line => line.Kind == ResourceKind.User);
    }
}
