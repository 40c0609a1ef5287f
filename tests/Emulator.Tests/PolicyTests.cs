using System.Net;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.S3.Model;
using Amazon.SecurityToken.Model;

namespace TmuxBuilder.Emulator.Tests;

/// <summary>Every refusal stands beside what is allowed.</summary>
public sealed class PolicyTests : EmulatorTest
{
    [Fact]
    public async Task A_user_may_do_what_its_policy_says_and_nothing_else()
    {
        var (own, other) = (await BucketAsync("own"), await BucketAsync("other"));
        var user = await UserAsync(
            "u", $"Allow s3:* arn:aws:s3:::{own}*", $"Deny s3:DeleteObject arn:aws:s3:::{own}/kept/*");

        await PutAsync(user, own, "a");
        await RefusedAsync(() => PutAsync(user, other, "a"));
        await PutAsync(user, own, "kept/a");
        await RefusedAsync(() => S3As(user).DeleteObjectAsync(own, "kept/a", Stop));
        await S3As(user).DeleteObjectAsync(own, "a", Stop);
        await RefusedAsync(() => S3As(user).ListBucketsAsync(Stop));
        await RefusedAsync(() => DynamoAs(user).ListTablesAsync(Stop), "AccessDeniedException");
    }

    [Fact]
    public async Task A_copy_needs_the_right_to_its_source()
    {
        var (own, other) = (await BucketAsync("own"), await BucketAsync("other"));
        await PutAsync(Account.Credentials, other, "folder/secret");
        var user = await UserAsync("u", $"Allow s3:* arn:aws:s3:::{own}/*");
        await PutAsync(user, own, "a");

        await S3As(user).CopyObjectAsync(own, "a", own, "b", Stop);
        await RefusedAsync(() => S3As(user).CopyObjectAsync(other, "folder/secret", own, "b", Stop));
        var upload = await S3As(user).InitiateMultipartUploadAsync(own, "c", Stop);
        await RefusedAsync(() => S3As(user).CopyPartAsync(
            new CopyPartRequest
            {
                SourceBucket = other,
                SourceKey = "folder/secret",
                DestinationBucket = own,
                DestinationKey = "c",
                UploadId = upload.UploadId,
                PartNumber = 1,
            },
            Stop));
    }

    [Theory]
    [InlineData("%66older/secret")]
    [InlineData("folder%2Fsecret")]
    [InlineData("folder/%73ecret")]
    public async Task A_path_is_judged_by_what_it_means(string path)
    {
        var bucket = await BucketAsync();
        await PutAsync(Account.Credentials, bucket, "folder/secret");
        var user = await UserAsync(
            "u", $"Allow s3:GetObject arn:aws:s3:::{bucket}/*", $"Deny s3:* arn:aws:s3:::{bucket}/folder/*");
        await PutAsync(Account.Credentials, bucket, "free");

        Assert.Equal(HttpStatusCode.OK, await SignedGet.SendAsync(Account.Endpoint, user, $"/{bucket}/%66ree", Stop));
        Assert.Equal(
            HttpStatusCode.Forbidden, await SignedGet.SendAsync(Account.Endpoint, user, $"/{bucket}/{path}", Stop));
    }

    [Fact]
    public async Task A_key_that_looks_encoded_is_another_key()
    {
        var bucket = await BucketAsync();
        await PutAsync(Account.Credentials, bucket, "folder/secret");
        var user = await UserAsync("u", $"Allow s3:* arn:aws:s3:::{bucket}/folder%2F*");

        await PutAsync(user, bucket, "folder%2Fsecret");

        await RefusedAsync(() => S3As(user).GetObjectAsync(bucket, "folder/secret", Stop));
        var keys = await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Stop);
        Assert.Equal(["folder%2Fsecret", "folder/secret"], keys.S3Objects.Select(found => found.Key));
    }

    [Fact]
    public async Task Listing_can_be_bound_to_a_prefix()
    {
        var bucket = await BucketAsync();
        var user = await UserAsync(
            "u",
            $$$"""
            {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::{{{bucket}}}",
             "Condition":{"StringLike":{"s3:prefix":"own/*"} } }
            """);

        await S3As(user).ListObjectsV2Async(new() { BucketName = bucket, Prefix = "own/x" }, Stop);
        await RefusedAsync(
            () => S3As(user).ListObjectsV2Async(new() { BucketName = bucket, Prefix = "others/" }, Stop));
        await RefusedAsync(() => S3As(user).ListObjectsV2Async(new() { BucketName = bucket }, Stop));
    }

    [Fact]
    public async Task Who_may_not_list_is_not_told_what_is_absent()
    {
        var bucket = await BucketAsync();
        var user = await UserAsync("u", $"Allow s3:GetObject arn:aws:s3:::{bucket}/*");

        await RefusedAsync(() => S3As(user).GetObjectAsync(bucket, "absent", Stop));
        await RefusedAsync(() => S3.GetObjectAsync(bucket, "absent", Stop), "NoSuchKey");
    }

    [Fact]
    public async Task A_boundary_bounds_whatever_a_policy_grants()
    {
        var bucket = await BucketAsync();
        var boundary = await Account.PutPolicyAsync(
            "boundary", Policy($"Allow s3:GetObject arn:aws:s3:::{bucket}/*"), Stop);
        var user = await UserAsync("u", "Allow s3:* *", "Allow iam:* *");
        await PutAsync(user, bucket, "a");

        await Iam.PutUserPermissionsBoundaryAsync(new() { UserName = "u", PermissionsBoundary = boundary }, Stop);

        await RefusedAsync(() => PutAsync(user, bucket, "b"));
        await S3As(user).GetObjectAsync(bucket, "a", Stop);
        await Iam.DeleteUserPermissionsBoundaryAsync(new() { UserName = "u" }, Stop);
        await PutAsync(user, bucket, "b");
    }

    [Fact]
    public async Task A_session_may_only_do_what_its_own_policy_also_says()
    {
        var bucket = await BucketAsync();
        var caller = await UserAsync("u", "Allow sts:AssumeRole *");
        var role = await RoleAsync("u");
        var whole = await AssumeAsync(caller, role, null);
        var narrow = await AssumeAsync(caller, role, Policy($"Allow s3:GetObject arn:aws:s3:::{bucket}/*"));

        var stranger = await UserAsync("v", "Allow sts:* *");

        await PutAsync(whole, bucket, "a");
        await S3As(narrow).GetObjectAsync(bucket, "a", Stop);
        await RefusedAsync(() => PutAsync(narrow, bucket, "a"));
        await RefusedAsync(() => AssumeAsync(stranger, role, null));
    }

    [Fact]
    public async Task A_session_ends_and_needs_its_token()
    {
        var caller = await UserAsync("u", "Allow sts:AssumeRole *");
        var role = await RoleAsync("u");
        var session = await AssumeAsync(caller, role, null);
        var keys = await session.GetCredentialsAsync();

        await S3As(session).ListBucketsAsync(Stop);
        await RefusedAsync(
            () => S3As(new SessionAWSCredentials(keys.AccessKey, keys.SecretKey, "x")).ListBucketsAsync(Stop),
            "InvalidToken");
        await RefusedAsync(
            () => S3As(new BasicAWSCredentials(keys.AccessKey, keys.SecretKey)).ListBucketsAsync(Stop),
            "InvalidToken");
        await Account.ExpireSessionsAsync(Stop);
        await RefusedAsync(() => S3As(session).ListBucketsAsync(Stop), "ExpiredToken");
    }

    [Fact]
    public async Task A_buckets_policy_grants_to_whom_it_names_and_denies_even_the_owner()
    {
        var bucket = await BucketAsync();
        var (named, unnamed) = (await UserAsync("named"), await UserAsync("unnamed"));
        await S3.PutBucketPolicyAsync(
            bucket,
            Policy(
                $$"""
                {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account.Id}}:user/tmux/named"},
                 "Action":"s3:PutObject","Resource":"arn:aws:s3:::{{bucket}}/*"}
                """,
                $$"""
                {"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::{{bucket}}/no/*"}
                """),
            Stop);

        await PutAsync(named, bucket, "a");
        await RefusedAsync(() => PutAsync(unnamed, bucket, "a"));
        await RefusedAsync(() => PutAsync(named, bucket, "no/a"));
        await RefusedAsync(() => PutAsync(Account.Credentials, bucket, "no/a"));
        await RefusedAsync(
            () => S3.PutBucketPolicyAsync(bucket, Policy("""
                {"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::elsewhere/*"}
                """), Stop),
            "MalformedPolicy");
    }

    [Fact]
    public async Task A_distribution_may_read_a_bucket_whose_policy_lets_it()
    {
        var bucket = await BucketAsync();
        var (own, other) = ($"arn:aws:cloudfront::{Account.Id}:distribution/A", "arn:aws:cloudfront::1:distribution/B");
        await S3.PutBucketPolicyAsync(
            bucket,
            Policy(
                $$$"""
                {"Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject",
                 "Resource":"arn:aws:s3:::{{{bucket}}}/*","Condition":{"StringEquals":{"AWS:SourceArn":"{{{own}}}" } } }
                """),
            Stop);

        Assert.Equal("allow", await ReadByAsync(own));
        Assert.Equal("silent", await ReadByAsync(other));

        Task<string> ReadByAsync(string distribution) => Account.DecideAsync(
            "cloudfront.amazonaws.com",
            "s3:GetObject",
            $"arn:aws:s3:::{bucket}/index.html",
            new Dictionary<string, string> { ["aws:SourceArn"] = distribution },
            Stop);
    }

    [Fact]
    public async Task A_user_can_be_bound_to_make_users_below_a_path_with_a_boundary()
    {
        var boundary = await Account.PutPolicyAsync(
            "boundary", Policy("Allow s3:* *"), Stop);
        var maker = await UserAsync(
            "maker",
            $$$"""
            {"Effect":"Allow","Action":["iam:CreateUser","iam:TagUser"],
             "Resource":"arn:aws:iam::{{{Account.Id}}}:user/tenants/*",
             "Condition":{"StringEquals":{"iam:PermissionsBoundary":"{{{boundary}}}" } } }
            """);
        using var iam = new Amazon.IdentityManagement.AmazonIdentityManagementServiceClient(
            maker,
            Account.Configure(
                new Amazon.IdentityManagement.AmazonIdentityManagementServiceConfig { MaxErrorRetry = 0 }));

        await iam.CreateUserAsync(
            new() { UserName = "t", Path = "/tenants/", PermissionsBoundary = boundary }, Stop);
        await RefusedAsync(() => iam.CreateUserAsync(new() { UserName = "v", Path = "/tenants/" }, Stop));
        await RefusedAsync(
            () => iam.CreateUserAsync(new() { UserName = "v", Path = "/", PermissionsBoundary = boundary }, Stop));
        Assert.Equal(
            boundary, (await Iam.GetUserAsync(new() { UserName = "t" }, Stop)).User.PermissionsBoundary
                .PermissionsBoundaryArn);
    }

    [Fact]
    public async Task An_inline_policy_has_a_limit()
    {
        await UserAsync("u");
        var large = Policy([.. Enumerable.Range(0, 40).Select(n => $"Allow s3:GetObject arn:aws:s3:::bucket-{n}/*")]);

        await RefusedAsync(
            () => Iam.PutUserPolicyAsync(
                new PutUserPolicyRequest { UserName = "u", PolicyName = "p", PolicyDocument = large }, Stop),
            "LimitExceeded");
    }

    private Task<string> RoleAsync(string trusted) => Account.PutRoleAsync(
        "r",
        Policy(
            $$"""
            {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Account.Id}}:user/tmux/{{trusted}}"},
             "Action":"sts:AssumeRole"}
            """),
        Policy("Allow s3:* *"),
        Stop);

    private Task<PutObjectResponse> PutAsync(AWSCredentials caller, string bucket, string key) =>
        S3As(caller).PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = "content" }, Stop);

    private async Task<AWSCredentials> AssumeAsync(AWSCredentials caller, string role, string? policy)
    {
        var request = new AssumeRoleRequest { RoleArn = role, RoleSessionName = "session", Policy = policy };
        return (await StsAs(caller).AssumeRoleAsync(request, Stop)).Credentials;
    }
}
