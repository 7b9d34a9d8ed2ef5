import { Route, Routes } from 'react-router-dom';
import { CapabilityPage } from './Capability';
import { ComparePage } from './compare/ComparePage';
import { DatasetPage } from './datasets/DatasetPage';
import { DatasetsPage } from './datasets/DatasetsPage';
import { EndpointPage } from './endpoints/EndpointPage';
import { EndpointsPage } from './endpoints/EndpointsPage';
import { ModelPage } from './models/ModelPage';
import { ModelsPage } from './models/ModelsPage';
import { OperationPage } from './operations/OperationPage';
import { OperationsPage } from './operations/OperationsPage';
import { NewPipelinePage } from './pipelines/NewPipelinePage';
import { PipelinePage } from './pipelines/PipelinePage';
import { PipelinesPage } from './pipelines/PipelinesPage';
import { ExperimentPage } from './prompts/ExperimentPage';
import { PromptsPage } from './prompts/PromptsPage';
import { TemplatePage } from './prompts/TemplatePage';
import { RunsPage } from './runs/RunsPage';
import { JobPage } from './training/JobPage';
import { TrainingPage } from './training/TrainingPage';

export const ModelsRouter = () => (
  <Routes>
    <Route path="/" element={<ModelsPage />} />
    <Route path="/:id" element={<ModelPage />} />
  </Routes>
);

export const DatasetsRouter = () => (
  <Routes>
    <Route path="/" element={<DatasetsPage />} />
    <Route path="/:id" element={<DatasetPage />} />
  </Routes>
);

export const TrainingRouter = () => (
  <CapabilityPage name="orchestration" title="Training">
    <Routes>
      <Route path="/" element={<TrainingPage />} />
      <Route path="/:id" element={<JobPage />} />
    </Routes>
  </CapabilityPage>
);

export const RunsRouter = () => (
  <CapabilityPage name="experimentTracking" title="Runs">
    <Routes>
      <Route path="/" element={<RunsPage />} />
      <Route path="/compare" element={<ComparePage />} />
    </Routes>
  </CapabilityPage>
);

export const PipelinesRouter = () => (
  <Routes>
    <Route path="/" element={<PipelinesPage />} />
    <Route path="/new" element={<NewPipelinePage />} />
    <Route path="/:id" element={<PipelinePage />} />
  </Routes>
);

export const EndpointsRouter = () => (
  <CapabilityPage name="serving" title="Endpoints">
    <Routes>
      <Route path="/" element={<EndpointsPage />} />
      <Route path="/:id" element={<EndpointPage />} />
    </Routes>
  </CapabilityPage>
);

export const PromptsRouter = () => (
  <CapabilityPage name="prompts" title="Prompts">
    <Routes>
      <Route path="/" element={<PromptsPage />} />
      <Route path="/templates/:id" element={<TemplatePage />} />
      <Route path="/experiments/:id" element={<ExperimentPage />} />
    </Routes>
  </CapabilityPage>
);

export const OperationsRouter = () => (
  <Routes>
    <Route path="/" element={<OperationsPage />} />
    <Route path="/:id" element={<OperationPage />} />
  </Routes>
);
