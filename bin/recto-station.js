#!/usr/bin/env node
import { runBeside } from './run.js';

await runBeside('scripts/station');
