using Amazon.CloudFront.Model;
using Amazon.Runtime;

namespace Amazon.CloudFront;

/// <summary>The operations of CloudFront that this product uses, as AWSSDK.CloudFront has them.</summary>
public interface IAmazonCloudFront : IAmazonService, IDisposable
{
    Task<CreateDistributionResponse> CreateDistributionAsync(
        CreateDistributionRequest request, CancellationToken cancellationToken = default);

    Task<CreateDistributionWithTagsResponse> CreateDistributionWithTagsAsync(
        CreateDistributionWithTagsRequest request, CancellationToken cancellationToken = default);

    Task<GetDistributionResponse> GetDistributionAsync(
        GetDistributionRequest request, CancellationToken cancellationToken = default);

    Task<GetDistributionConfigResponse> GetDistributionConfigAsync(
        GetDistributionConfigRequest request, CancellationToken cancellationToken = default);

    Task<UpdateDistributionResponse> UpdateDistributionAsync(
        UpdateDistributionRequest request, CancellationToken cancellationToken = default);

    Task<DeleteDistributionResponse> DeleteDistributionAsync(
        DeleteDistributionRequest request, CancellationToken cancellationToken = default);

    Task<ListDistributionsResponse> ListDistributionsAsync(
        ListDistributionsRequest request, CancellationToken cancellationToken = default);

    Task<CreateInvalidationResponse> CreateInvalidationAsync(
        CreateInvalidationRequest request, CancellationToken cancellationToken = default);

    Task<GetInvalidationResponse> GetInvalidationAsync(
        GetInvalidationRequest request, CancellationToken cancellationToken = default);

    Task<TagResourceResponse> TagResourceAsync(
        TagResourceRequest request, CancellationToken cancellationToken = default);

    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default);

    Task<CreateOriginAccessControlResponse> CreateOriginAccessControlAsync(
        CreateOriginAccessControlRequest request, CancellationToken cancellationToken = default);

    Task<GetOriginAccessControlResponse> GetOriginAccessControlAsync(
        GetOriginAccessControlRequest request, CancellationToken cancellationToken = default);

    Task<DeleteOriginAccessControlResponse> DeleteOriginAccessControlAsync(
        DeleteOriginAccessControlRequest request, CancellationToken cancellationToken = default);

    Task<ListOriginAccessControlsResponse> ListOriginAccessControlsAsync(
        ListOriginAccessControlsRequest request, CancellationToken cancellationToken = default);

    Task<CreateFunctionResponse> CreateFunctionAsync(
        CreateFunctionRequest request, CancellationToken cancellationToken = default);

    Task<PublishFunctionResponse> PublishFunctionAsync(
        PublishFunctionRequest request, CancellationToken cancellationToken = default);

    Task<DescribeFunctionResponse> DescribeFunctionAsync(
        DescribeFunctionRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonCloudFrontConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonCloudFrontClient(awsCredentials, (AmazonCloudFrontConfig)clientConfig);
}
