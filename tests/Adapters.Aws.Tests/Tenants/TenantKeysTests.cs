using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.Tenants;
using TmuxBuilder.Adapters.Aws.Tests.Cloud;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Tenants;

/// <summary>Users, keys and what is stored of them.</summary>
public sealed class TenantKeysTests : CloudTest
{
    private ITenantIdentity Identity => World.Get<ITenantIdentity>();

    private IAmazonIdentityManagementService Iam => World.Get<IAmazonIdentityManagementService>();

    protected override async ValueTask<StoreWorld> OpenAsync() => await TenantWorld.OpenAsync(new QuickTime());

    [Fact]
    public async Task A_user_has_its_path_tag_boundary_and_policy_and_keys_that_are_its_own()
    {
        var session = World.NewSession().Id;

        var keys = await EnsureAsync(session);

        Assert.Equal($"tmux-user-{session.Short}", keys.UserName);
        Assert.Equal(AwsAccount.Region, keys.Region);
        var arn = $"arn:aws:iam::{Cloud.Account.Id}:user/tmux-builder/{keys.UserName}";
        Assert.Equal(arn, await WhoIsAsync(keys));
        var user = (await Iam.GetUserAsync(new GetUserRequest(keys.UserName), Cancellation)).User;
        Assert.Equal(arn, user.Arn);
        Assert.Equal(
            Cloud.Options.Tenants.BoundaryArn, user.PermissionsBoundary.PermissionsBoundaryArn);
        var tags = await Iam.ListUserTagsAsync(new ListUserTagsRequest { UserName = keys.UserName }, Cancellation);
        Assert.Equal(
            [("created-by", "tmux-builder"), ("guid", session.Short)],
            tags.Tags.Select(tag => (tag.Key, tag.Value)).Order());
        var policies = await Iam.ListUserPoliciesAsync(
            new ListUserPoliciesRequest { UserName = keys.UserName }, Cancellation);
        Assert.Equal([$"tmux-policy-{session.Short}"], policies.PolicyNames);
    }

    [Fact]
    public async Task Keys_stay_the_same_until_they_are_rotated_also_for_another_process()
    {
        var session = World.NewSession().Id;
        var first = await EnsureAsync(session);
        await World.ReopenAsync();
        Assert.Equal(first, await EnsureAsync(session));

        var rotated = await Identity.RotateAsync(session, Cancellation);

        Assert.NotEqual(first.AccessKeyId, rotated!.AccessKeyId);
        Assert.Equal([rotated.AccessKeyId], await KeysAsync(session));
        Assert.Equal(rotated, await EnsureAsync(session));
        await RefusedAsync(first);
    }

    [Fact]
    public async Task Keys_are_stored_sealed()
    {
        var session = World.NewSession().Id;
        var keys = await EnsureAsync(session);

        var items = await World.Get<IAmazonDynamoDB>().ScanAsync(
            new ScanRequest { TableName = Cloud.Options.DynamoDb.Table }, Cancellation);
        var item = Assert.Single(items.Items, item => item["pk"].S.StartsWith("TENANT#", StringComparison.Ordinal));
        Assert.Equal(keys.AccessKeyId, item["key_id"].S);
        Assert.DoesNotContain(
            keys.SecretAccessKey,
            JsonSerializer.Serialize(item.Values.Select(value => value.S ?? "")),
            StringComparison.Ordinal);
        Assert.Equal(-1, item["sealed"].B.ToArray().AsSpan().IndexOf(
            System.Text.Encoding.UTF8.GetBytes(keys.SecretAccessKey)));
    }

    [Fact]
    public async Task Keys_sealed_for_one_session_are_nothing_in_anothers_place()
    {
        var session = World.NewSession().Id;
        var other = World.NewSession().Id;
        var keys = await EnsureAsync(session);
        var tables = World.Get<Tables>();
        var item = await tables.Main.GetAsync(Keys.TenantKeys(session), Cancellation);
        foreach (var (name, value) in Keys.TenantKeys(other).ToItem())
        {
            item![name] = value;
        }

        await tables.Main.PutAsync(item!, condition: null, Cancellation);

        var others = await EnsureAsync(other);
        Assert.NotEqual(keys.SecretAccessKey, others.SecretAccessKey);
        Assert.Equal(keys, await EnsureAsync(session));
    }

    [Theory]
    [InlineData("0011223344556677")]
    [InlineData(null)]
    public async Task A_user_made_with_other_rights_gets_those_of_today_and_keeps_its_keys(string? madeWith)
    {
        var session = World.NewSession().Id;
        var keys = await EnsureAsync(session);
        var policy = new GetUserPolicyRequest
        {
            UserName = keys.UserName, PolicyName = $"tmux-policy-{session.Short}",
        };
        var today = (await Iam.GetUserPolicyAsync(policy, Cancellation)).PolicyDocument;
        await Iam.PutUserPolicyAsync(
            new PutUserPolicyRequest
            {
                UserName = keys.UserName,
                PolicyName = policy.PolicyName,
                PolicyDocument = TenantPolicy.For("0123456789ab", Cloud.Account.Id),
            },
            Cancellation);
        var tables = World.Get<Tables>();
        var item = (await tables.Main.GetAsync(Keys.TenantKeys(session), Cancellation))!;
        item.Remove("rights");
        await tables.Main.PutAsync(item.With("rights", madeWith), condition: null, Cancellation);

        Assert.Equal(keys, await EnsureAsync(session));

        Assert.Equal(today, (await Iam.GetUserPolicyAsync(policy, Cancellation)).PolicyDocument);
        await Cloud.Account.ForgetCallsAsync(Cancellation);
        Assert.Equal(keys, await EnsureAsync(session));
        Assert.DoesNotContain(
            await Cloud.Account.CallsAsync(Cancellation),
            call => call.Operation.StartsWith("Put", StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_keys_are_waited_for()
    {
        await Cloud.Account.SetAsync(new AwsSettings { NewKeyRefusals = 7 }, Cancellation);

        var keys = await EnsureAsync(World.NewSession().Id);

        Assert.EndsWith(keys.UserName, await WhoIsAsync(keys), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_never_work_are_given_up_and_the_platforms_own_never_given_out()
    {
        await Cloud.Account.SetAsync(new AwsSettings { NewKeyRefusals = 100_000 }, Cancellation);
        var session = World.NewSession().Id;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Identity.EnsureAsync(session, Cancellation));

        await Cloud.Account.SetAsync(new AwsSettings { NewKeyRefusals = 0 }, Cancellation);
        var keys = await Identity.RotateAsync(session, Cancellation);
        Assert.NotEqual(Cloud.Account.KeyId, keys!.AccessKeyId);
        Assert.Equal([keys.AccessKeyId], await KeysAsync(session));
    }

    [Fact]
    public async Task Keys_that_somebody_took_away_are_replaced()
    {
        var session = World.NewSession().Id;
        var first = await EnsureAsync(session);
        await Iam.UpdateAccessKeyAsync(
            new UpdateAccessKeyRequest
            {
                UserName = first.UserName,
                AccessKeyId = first.AccessKeyId,
                Status = StatusType.Inactive,
            },
            Cancellation);

        var second = await EnsureAsync(session);

        Assert.NotEqual(first.AccessKeyId, second.AccessKeyId);
        Assert.Equal([second.AccessKeyId], await KeysAsync(session));
    }

    [Fact]
    public async Task Several_who_ensure_at_once_get_the_same_keys()
    {
        var session = World.NewSession().Id;
        await using var other = Cloud.AnotherProcess();
        var identities = new[] { Identity, other.GetRequiredService<ITenantIdentity>() };

        var made = await AtOnceAsync(6, index => identities[index % 2].EnsureAsync(session, Cancellation));

        var keys = await EnsureAsync(session);
        Assert.EndsWith(keys.UserName, await WhoIsAsync(keys), StringComparison.Ordinal);
        Assert.All(made, one => Assert.Equal(keys, one));
    }

    [Fact]
    public async Task A_revoked_identity_leaves_nothing_and_comes_back_with_fresh_keys()
    {
        var session = World.NewSession().Id;
        var first = await EnsureAsync(session);

        await Identity.RevokeAsync(session, Cancellation);

        await RefusedAsync(first);
        await Assert.ThrowsAsync<NoSuchEntityException>(
            () => Iam.GetUserAsync(new GetUserRequest(first.UserName), Cancellation));
        Assert.Null(await World.Get<Tables>().Main.GetAsync(Keys.TenantKeys(session), Cancellation));
        var second = await EnsureAsync(session);
        Assert.Equal(first.UserName, second.UserName);
        Assert.NotEqual(first.AccessKeyId, second.AccessKeyId);
    }

    [Fact]
    public async Task A_user_of_that_name_elsewhere_is_left_alone()
    {
        var session = World.NewSession().Id;
        var name = $"tmux-user-{session.Short}";
        await Iam.CreateUserAsync(new CreateUserRequest(name) { Path = "/people/" }, Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Identity.EnsureAsync(session, Cancellation));
        await Identity.RevokeAsync(session, Cancellation);

        Assert.Equal("/people/", (await Iam.GetUserAsync(new GetUserRequest(name), Cancellation)).User.Path);
        Assert.Empty(await KeysAsync(session));
    }

    [Fact]
    public async Task An_identity_is_in_the_ledger_before_and_after_and_gone_from_it_when_revoked()
    {
        var session = (await World.StoredSessionAsync()).Id;
        await World.LeaseAsync(session, Sample.WorkerA);
        var name = $"tmux-user-{session.Short}";
        await Cloud.Account.FailAsync(AwsFault.Broken("iam:CreateUser", times: -1), Cancellation);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Identity.EnsureAsync(session, Cancellation));
        Assert.Equal([(ResourceKind.User, name, ResourceStage.Intent)], await LinesAsync(session));

        await Cloud.Account.EndFaultsAsync(Cancellation);
        await EnsureAsync(session);
        Assert.Equal([(ResourceKind.User, name, ResourceStage.Fact)], await LinesAsync(session));

        await Identity.RevokeAsync(session, Cancellation);
        Assert.Empty(await LinesAsync(session));
    }

    private async Task<TenantKeys> EnsureAsync(SessionId session)
    {
        var keys = await Identity.EnsureAsync(session, Cancellation);
        Assert.NotNull(keys);
        return keys;
    }

    private async Task<List<string>> KeysAsync(SessionId session) =>
        [.. ((await Iam.ListAccessKeysAsync(
            new ListAccessKeysRequest { UserName = $"tmux-user-{session.Short}" },
            Cancellation)).AccessKeyMetadata ?? [])
            .Select(key => key.AccessKeyId)];

    private async Task<List<(ResourceKind Kind, string Id, ResourceStage Stage)>> LinesAsync(SessionId session) =>
        [.. (await World.Get<IResourceLedger>().ListAsync(session, Cancellation))
            .Select(line => (line.Kind, line.Id, line.Stage))];

    private async Task<string> WhoIsAsync(TenantKeys keys)
    {
        using var sts = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey),
            Cloud.Account.Configure(new AmazonSecurityTokenServiceConfig()));
        return (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancellation)).Arn;
    }

    private async Task RefusedAsync(TenantKeys keys) =>
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => WhoIsAsync(keys));
}
