using System.Net;
using Amazon.IdentityManagement.Model;
using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>
/// Keys that are not what they were, or not whose they say; a world for each, as the keys themselves change.
/// </summary>
public sealed class KeyTests : IAsyncLifetime
{
    private const string Page = "live/index.html";
    private static readonly HttpClient Browser = new();
    private readonly Neighbours all = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Caller Keys => all.Attacker.Caller;

    public ValueTask InitializeAsync() => all.InitializeAsync();

    public ValueTask DisposeAsync() => all.DisposeAsync();

    [Fact]
    public async Task Revoked_keys_open_nothing()
    {
        await OpenAsync(Keys, all.Attacker.Bucket);

        await all.World.Get<ITenantIdentity>().RevokeAsync(all.Attacker.Session, Cancellation);

        await ClosedAsync(Keys, all.Attacker.Bucket);
        await ClosedAsync(Keys, all.Victim.Bucket);
    }

    [Fact]
    public async Task Keys_from_before_a_rotation_open_nothing_and_the_new_ones_the_same_as_before()
    {
        var rotated = await all.World.Get<ITenantIdentity>().RotateAsync(all.Attacker.Session, Cancellation);

        await ClosedAsync(Keys, all.Attacker.Bucket);
        var fresh = new Caller(all.World.Account, rotated!.AccessKeyId, rotated.SecretAccessKey);
        await OpenAsync(fresh, all.Attacker.Bucket);
        await ClosedAsync(fresh, all.Victim.Bucket);
    }

    [Fact]
    public async Task Keys_from_before_a_deletion_open_nothing_after_the_session_is_back()
    {
        var identity = all.World.Get<ITenantIdentity>();
        await identity.RevokeAsync(all.Attacker.Session, Cancellation);

        var fresh = await identity.EnsureAsync(all.Attacker.Session, Cancellation);

        await ClosedAsync(Keys, all.Attacker.Bucket);
        await OpenAsync(
            new Caller(all.World.Account, fresh!.AccessKeyId, fresh.SecretAccessKey), all.Attacker.Bucket);
    }

    [Fact]
    public async Task Keys_with_anothers_secret_or_name_open_nothing()
    {
        var account = all.World.Account;

        await ClosedAsync(new Caller(account, Keys.KeyId, all.Victim.Caller.Secret), all.Victim.Bucket);
        await ClosedAsync(new Caller(account, all.Victim.Caller.KeyId, Keys.Secret), all.Victim.Bucket);
        await ClosedAsync(new Caller(account, account.KeyId, Keys.Secret), all.Victim.Bucket);
        await OpenAsync(all.Victim.Caller, all.Victim.Bucket);
    }

    [Fact]
    public async Task An_address_that_was_signed_with_ones_keys_ends_and_leads_nowhere_else()
    {
        var address = await Keys.S3.GetPreSignedURLAsync(Signed(all.Attacker.Bucket));
        var others = await Keys.S3.GetPreSignedURLAsync(Signed(all.Victim.Bucket));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(address));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(others));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            await StatusAsync(address.Replace(all.Attacker.Bucket, all.Victim.Bucket, StringComparison.Ordinal)));
        await all.World.Account.SetAsync(new AwsSettings { ClockOffsetSeconds = 3600 }, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(address));
    }

    [Fact]
    public async Task A_policy_that_allows_too_much_still_ends_at_the_boundary()
    {
        var everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
        await all.Owner.Iam.PutUserPolicyAsync(
            new PutUserPolicyRequest
            {
                UserName = all.Attacker.User,
                PolicyName = "mistake",
                PolicyDocument = everything,
            },
            Cancellation);

        await ClosedAsync(Keys, all.Victim.Bucket);
        await ClosedAsync(Keys, all.Blobs);
        var users = await Record.ExceptionAsync(() => Keys.Iam.ListUsersAsync(new ListUsersRequest(), Cancellation));
        Assert.True(Refused.Is(users!));
        await OpenAsync(Keys, all.Attacker.Bucket);

        // Without the boundary it would not have ended.
        await all.Owner.Iam.DeleteUserPermissionsBoundaryAsync(
            new DeleteUserPermissionsBoundaryRequest { UserName = all.Attacker.User }, Cancellation);
        await OpenAsync(Keys, all.Victim.Bucket);
    }

    [Fact]
    public async Task Who_signs_nothing_is_let_in_nowhere()
    {
        foreach (var bucket in new[] { all.Victim.Bucket, all.Attacker.Bucket, all.Blobs })
        {
            using var answer = await Browser.GetAsync(
                new Uri(all.World.Account.Endpoint, $"{bucket}/{Page}"), Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    private static GetPreSignedUrlRequest Signed(string bucket) => new()
    {
        BucketName = bucket,
        Key = Page,
        Verb = HttpVerb.GET,
        Expires = TimeProvider.System.GetUtcNow().AddMinutes(10).UtcDateTime,
    };

    private static async Task<HttpStatusCode> StatusAsync(string address)
    {
        var uri = new Uri(address);
        using var answer = await Browser.GetAsync(
            new UriBuilder(uri) { Scheme = "http", Port = uri.Port }.Uri, Cancellation);
        return answer.StatusCode;
    }

    private async Task OpenAsync(Caller who, string bucket)
    {
        using var read = await who.S3.GetObjectAsync(bucket, Page, Cancellation);
        Assert.Equal("secret".Length, read.ContentLength);
    }

    private async Task ClosedAsync(Caller who, string bucket)
    {
        var key = bucket == all.Blobs ? "sessions/secret" : Page;
        var failure = await Record.ExceptionAsync(() => who.S3.GetObjectAsync(bucket, key, Cancellation));
        Assert.True(failure is not null && Refused.Is(failure), $"{bucket}: {failure}");
    }
}
