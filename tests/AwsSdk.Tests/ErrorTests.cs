using System.Net;
using Amazon.ApiGatewayManagementApi;
using Amazon.ApiGatewayManagementApi.Model;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>What a service refuses with arrives as the exception that the official client throws for it.</summary>
public sealed class ErrorTests
{
    private const string NoReason = "The service answered";

    [Theory]
    [InlineData("NoSuchEntity", 404, typeof(NoSuchEntityException))]
    [InlineData("EntityAlreadyExists", 409, typeof(EntityAlreadyExistsException))]
    [InlineData("LimitExceeded", 409, typeof(Amazon.IdentityManagement.Model.LimitExceededException))]
    [InlineData("DeleteConflict", 409, typeof(DeleteConflictException))]
    [InlineData("ConcurrentModification", 409, typeof(ConcurrentModificationException))]
    [InlineData("MalformedPolicyDocument", 400, typeof(MalformedPolicyDocumentException))]
    [InlineData("InvalidInput", 400, typeof(InvalidInputException))]
    [InlineData("PolicyNotAttachable", 400, typeof(PolicyNotAttachableException))]
    [InlineData("ServiceFailure", 500, typeof(ServiceFailureException))]
    [InlineData("AccessDenied", 403, typeof(AmazonIdentityManagementServiceException))]
    [InlineData("ExpiredToken", 403, typeof(AmazonIdentityManagementServiceException))]
    public async Task Iam_refuses(string code, int status, Type type)
    {
        var thrown = await ThrownByIamAsync(status, Error("https://iam.amazonaws.com/doc/2010-05-08/", code, "No."));

        Assert.IsType(type, thrown);
        Assert.Equal((code, "No.", "r-7"), (thrown.ErrorCode, thrown.Message, thrown.RequestId));
        Assert.Equal((status, ErrorType.Sender), ((int)thrown.StatusCode, thrown.ErrorType));
    }

    [Theory]
    [InlineData("NoSuchDistribution", 404, typeof(NoSuchDistributionException))]
    [InlineData("PreconditionFailed", 412, typeof(PreconditionFailedException))]
    [InlineData("InvalidIfMatchVersion", 400, typeof(InvalidIfMatchVersionException))]
    [InlineData("DistributionNotDisabled", 409, typeof(DistributionNotDisabledException))]
    [InlineData("DistributionAlreadyExists", 409, typeof(DistributionAlreadyExistsException))]
    [InlineData("TooManyDistributions", 400, typeof(TooManyDistributionsException))]
    [InlineData("TooManyInvalidationsInProgress", 400, typeof(TooManyInvalidationsInProgressException))]
    [InlineData("OriginAccessControlInUse", 409, typeof(OriginAccessControlInUseException))]
    [InlineData("AccessDenied", 403, typeof(AccessDeniedException))]
    [InlineData("SomethingNew", 400, typeof(AmazonCloudFrontException))]
    public async Task CloudFront_refuses(string code, int status, Type type)
    {
        var thrown = await ThrownByCloudFrontAsync(
            status, Error("http://cloudfront.amazonaws.com/doc/2020-05-31/", code, "No."));

        Assert.IsType(type, thrown);
        Assert.Equal((code, "No.", "r-7"), (thrown.ErrorCode, thrown.Message, thrown.RequestId));
        Assert.Equal(status, (int)thrown.StatusCode);
    }

    [Theory]
    [InlineData("GoneException", 410, typeof(GoneException))]
    [InlineData("GoneException:http://internal.amazon.com/coral/", 410, typeof(GoneException))]
    [InlineData("ForbiddenException", 403, typeof(ForbiddenException))]
    [InlineData("PayloadTooLargeException", 413, typeof(PayloadTooLargeException))]
    [InlineData("LimitExceededException", 429, typeof(Amazon.ApiGatewayManagementApi.Model.LimitExceededException))]
    [InlineData("SomethingNew", 400, typeof(AmazonApiGatewayManagementApiException))]
    public async Task The_management_api_refuses(string type, int status, Type expected)
    {
        var byHeader = await ThrownByManagementAsync(status, """{"message":"No."}""", ("x-amzn-ErrorType", type));
        var byBody = await ThrownByManagementAsync(status, $$"""{"__type":"com.amazonaws#{{type}}","Message":"No."}""");

        Assert.All([byHeader, byBody], thrown =>
        {
            Assert.IsType(expected, thrown);
            Assert.Equal((type.Split(':')[0], "No."), (thrown.ErrorCode, thrown.Message));
            Assert.Equal(status, (int)thrown.StatusCode);
        });
    }

    [Theory]
    [InlineData(410, "")]
    [InlineData(410, "{}")]
    [InlineData(410, "null")]
    [InlineData(410, "<html>410 Gone</html>")]
    [InlineData(429, "")]
    [InlineData(413, """{"message":7}""")]
    public async Task A_bare_refusal_of_the_management_api_is_told_by_its_status(int status, string body)
    {
        var thrown = await ThrownByManagementAsync(status, body);

        Assert.IsType<AmazonApiGatewayManagementApiException>(thrown);
        Assert.Equal((HttpStatusCode)status, thrown.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Bad gateway<br></body></html>")]
    [InlineData("<ErrorResponse><Error><Code>NoSuchEnt")]
    [InlineData("""<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Error><Code>&e;</Code></Error>""")]
    public async Task A_refusal_that_is_not_the_services_keeps_its_status(string body)
    {
        AmazonServiceException[] thrown =
        [
            await ThrownByIamAsync(404, body), await ThrownByCloudFrontAsync(404, body),
            await ThrownByManagementAsync(404, body),
        ];

        Assert.All(thrown, e => Assert.Equal(HttpStatusCode.NotFound, e.StatusCode));
        Assert.All(thrown, e => Assert.StartsWith(NoReason, e.Message, StringComparison.Ordinal));
        Assert.All(thrown, e => Assert.True(string.IsNullOrEmpty(e.ErrorCode)));
    }

    private static async Task<AmazonServiceException> ThrownByIamAsync(int status, string body)
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(status, body);
        return await Assert.ThrowsAnyAsync<AmazonIdentityManagementServiceException>(
            () => loopback.Iam().GetUserAsync(
                new GetUserRequest { UserName = "u" }, TestContext.Current.CancellationToken));
    }

    private static async Task<AmazonServiceException> ThrownByCloudFrontAsync(int status, string body)
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(status, body);
        return await Assert.ThrowsAnyAsync<AmazonCloudFrontException>(
            () => loopback.CloudFront().GetDistributionAsync(
                new GetDistributionRequest { Id = "E1" }, TestContext.Current.CancellationToken));
    }

    private static async Task<AmazonServiceException> ThrownByManagementAsync(
        int status, string body, params (string Name, string Value)[] headers)
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(status, body, headers);
        return await Assert.ThrowsAnyAsync<AmazonApiGatewayManagementApiException>(
            () => Calls.Post(loopback, "c", "x"));
    }

    private static string Error(string space, string code, string message) =>
        $"""
        <?xml version="1.0"?>
        <ErrorResponse xmlns="{space}">
          <Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>
          <RequestId>r-7</RequestId>
        </ErrorResponse>
        """;
}
