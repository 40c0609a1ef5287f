using Amazon.ApiGatewayManagementApi.Model;
using Amazon.CloudFront.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>Answers are read whole; what they lack is null, lists included, as in version 4 of the SDK.</summary>
public sealed class AnswerTests
{
    private static readonly DateTime Moment = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_is_read()
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(200, """
            <GetUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetUserResult><User>
              <Path>/tmux/</Path><UserName>u</UserName><UserId>AIDA1</UserId><Arn>arn:u</Arn>
              <CreateDate>2026-01-02T03:04:05Z</CreateDate>
              <PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>
                <PermissionsBoundaryArn>arn:b</PermissionsBoundaryArn></PermissionsBoundary>
              <Tags><member><Key>guid</Key><Value>1</Value></member><member><Key>e</Key><Value/></member></Tags>
            </User></GetUserResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetUserResponse>
            """);

        var answer = await loopback.Iam().GetUserAsync(new GetUserRequest { UserName = "u" }, Token);

        var user = answer.User;
        Assert.Equal(("/tmux/", "u", "AIDA1", "arn:u"), (user.Path, user.UserName, user.UserId, user.Arn));
        Assert.Equal((Moment, null), (user.CreateDate, user.PasswordLastUsed));
        Assert.Equal(DateTimeKind.Utc, user.CreateDate!.Value.Kind);
        Assert.Equal("arn:b", user.PermissionsBoundary.PermissionsBoundaryArn);
        Assert.Equal([("guid", "1"), ("e", "")], user.Tags.Select(tag => (tag.Key, tag.Value)));
        Assert.Equal("r-1", answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task A_new_key_is_read_and_only_it_has_its_secret()
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(200, """
            <R><CreateAccessKeyResult><AccessKey><UserName>u</UserName><AccessKeyId>AKIA1</AccessKeyId>
              <Status>Active</Status><SecretAccessKey>a/b+c</SecretAccessKey></AccessKey></CreateAccessKeyResult></R>
            """).Answer(200, """
            <R><ListAccessKeysResult><IsTruncated>false</IsTruncated><AccessKeyMetadata>
              <member><UserName>u</UserName><AccessKeyId>AKIA1</AccessKeyId><Status>Inactive</Status>
                <CreateDate>2026-01-02T03:04:05Z</CreateDate></member>
            </AccessKeyMetadata></ListAccessKeysResult></R>
            """);

        var made = await loopback.Iam().CreateAccessKeyAsync(new CreateAccessKeyRequest { UserName = "u" }, Token);
        var listed = await loopback.Iam().ListAccessKeysAsync(new ListAccessKeysRequest { UserName = "u" }, Token);

        Assert.Equal(("AKIA1", "a/b+c"), (made.AccessKey.AccessKeyId, made.AccessKey.SecretAccessKey));
        Assert.Equal(StatusType.Active, made.AccessKey.Status);
        var key = Assert.Single(listed.AccessKeyMetadata);
        Assert.Equal(("AKIA1", StatusType.Inactive, Moment), (key.AccessKeyId, key.Status, key.CreateDate));
        Assert.False(listed.IsTruncated);
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(200, "<R><ListUsersResult><Users/></ListUsersResult></R>");

        var answer = await loopback.Iam().ListUsersAsync(new ListUsersRequest(), Token);

        Assert.Null(answer.Users);
        Assert.Null(answer.IsTruncated);
        Assert.Null(answer.Marker);
    }

    [Fact]
    public async Task A_paginator_reads_all_pages()
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(200, Page("a", "m+1")).Answer(200, Page("b", "m+2")).Answer(200, Page("c", null));

        var paginator = loopback.Iam().Paginators.ListUsers(new ListUsersRequest { PathPrefix = "/tmux/" });
        var names = new List<string>();
        await foreach (var user in paginator.Users.WithCancellation(Token))
        {
            names.Add(user.UserName);
        }

        Assert.Equal(["a", "b", "c"], names);
        Assert.Equal(
            [false, true, true],
            loopback.Requests.Select(request => request.Body.Contains("Marker=m%2B", StringComparison.Ordinal)));
        Assert.All(loopback.Requests, r => Assert.Contains("PathPrefix=%2Ftmux%2F", r.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_is_read()
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(200, """
            {"connectedAt":"2026-01-02T03:04:05Z","identity":{"sourceIp":"192.0.2.1","userAgent":"x"},"new":[1]}
            """);

        var answer = await loopback.Management().GetConnectionAsync(
            new GetConnectionRequest { ConnectionId = "c" }, Token);

        Assert.Equal((Moment, null), (answer.ConnectedAt, answer.LastActiveAt));
        Assert.Equal(("192.0.2.1", "x"), (answer.Identity.SourceIp, answer.Identity.UserAgent));
    }

    [Fact]
    public async Task A_distribution_is_read_with_its_version()
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(200, """
            <Distribution xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>E1</Id><ARN>arn:d</ARN>
              <Status>InProgress</Status><LastModifiedTime>2026-01-02T03:04:05Z</LastModifiedTime>
              <InProgressInvalidationBatches>2</InProgressInvalidationBatches>
              <DomainName>d1.cloudfront.net</DomainName>
              <DistributionConfig><Enabled>true</Enabled><Comment>c</Comment></DistributionConfig></Distribution>
            """, ("ETag", "E2ETAG"));

        var answer = await loopback.CloudFront().GetDistributionAsync(new GetDistributionRequest { Id = "E1" }, Token);

        var site = answer.Distribution;
        Assert.Equal(("E1", "arn:d", "InProgress", "E2ETAG"), (site.Id, site.ARN, site.Status, answer.ETag));
        Assert.Equal((Moment, 2), (site.LastModifiedTime, site.InProgressInvalidationBatches));
        Assert.Equal("d1.cloudfront.net", site.DomainName);
        Assert.Equal((true, null), (site.DistributionConfig.Enabled, site.DistributionConfig.Aliases));
    }

    private static string Page(string user, string? next) =>
        $"<R><ListUsersResult><Users><member><UserName>{user}</UserName></member></Users>"
        + $"<IsTruncated>{(next is null ? "false" : "true")}</IsTruncated><Marker>{next}</Marker>"
        + "</ListUsersResult></R>";
}
