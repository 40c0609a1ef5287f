using Amazon.CloudFront.Model;

namespace Amazon.CloudFront;

public partial class AmazonCloudFrontClient
{
    public virtual Task<CreateDistributionResponse> CreateDistributionAsync(
        CreateDistributionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateDistributionResponse>(request, Operations.CreateDistribution, cancellationToken);

    public virtual Task<CreateDistributionWithTagsResponse> CreateDistributionWithTagsAsync(
        CreateDistributionWithTagsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateDistributionWithTagsResponse>(
            request, Operations.CreateDistributionWithTags, cancellationToken);

    public virtual Task<GetDistributionResponse> GetDistributionAsync(
        GetDistributionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetDistributionResponse>(request, Operations.GetDistribution, cancellationToken);

    public virtual Task<GetDistributionConfigResponse> GetDistributionConfigAsync(
        GetDistributionConfigRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetDistributionConfigResponse>(request, Operations.GetDistributionConfig, cancellationToken);

    public virtual Task<UpdateDistributionResponse> UpdateDistributionAsync(
        UpdateDistributionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateDistributionResponse>(request, Operations.UpdateDistribution, cancellationToken);

    public virtual Task<DeleteDistributionResponse> DeleteDistributionAsync(
        DeleteDistributionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteDistributionResponse>(request, Operations.DeleteDistribution, cancellationToken);

    public virtual Task<ListDistributionsResponse> ListDistributionsAsync(
        ListDistributionsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListDistributionsResponse>(request, Operations.ListDistributions, cancellationToken);

    public virtual Task<CreateInvalidationResponse> CreateInvalidationAsync(
        CreateInvalidationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateInvalidationResponse>(request, Operations.CreateInvalidation, cancellationToken);

    public virtual Task<GetInvalidationResponse> GetInvalidationAsync(
        GetInvalidationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetInvalidationResponse>(request, Operations.GetInvalidation, cancellationToken);

    public virtual Task<TagResourceResponse> TagResourceAsync(
        TagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<TagResourceResponse>(request, Operations.TagResource, cancellationToken);

    public virtual Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListTagsForResourceResponse>(request, Operations.ListTagsForResource, cancellationToken);

    public virtual Task<CreateOriginAccessControlResponse> CreateOriginAccessControlAsync(
        CreateOriginAccessControlRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateOriginAccessControlResponse>(
            request, Operations.CreateOriginAccessControl, cancellationToken);

    public virtual Task<GetOriginAccessControlResponse> GetOriginAccessControlAsync(
        GetOriginAccessControlRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetOriginAccessControlResponse>(request, Operations.GetOriginAccessControl, cancellationToken);

    public virtual Task<DeleteOriginAccessControlResponse> DeleteOriginAccessControlAsync(
        DeleteOriginAccessControlRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteOriginAccessControlResponse>(
            request, Operations.DeleteOriginAccessControl, cancellationToken);

    public virtual Task<ListOriginAccessControlsResponse> ListOriginAccessControlsAsync(
        ListOriginAccessControlsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListOriginAccessControlsResponse>(request, Operations.ListOriginAccessControls, cancellationToken);

    public virtual Task<CreateFunctionResponse> CreateFunctionAsync(
        CreateFunctionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateFunctionResponse>(request, Operations.CreateFunction, cancellationToken);

    public virtual Task<PublishFunctionResponse> PublishFunctionAsync(
        PublishFunctionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PublishFunctionResponse>(request, Operations.PublishFunction, cancellationToken);

    public virtual Task<DescribeFunctionResponse> DescribeFunctionAsync(
        DescribeFunctionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeFunctionResponse>(request, Operations.DescribeFunction, cancellationToken);
}
